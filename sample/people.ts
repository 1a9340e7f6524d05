/** Who the demo is played by. The first three are those to sign in as; the others only make the trips many. */
const PASSWORD = 'Berlin-2-Cairo';

function person(name: string, says: string, mobile?: string) {
  return { email: `${name.toLowerCase()}@example.com`, name, password: PASSWORD, says, mobile };
}

export const demoUsers = [
  person('Amira', 'travels from Berlin to Cairo with 15 kg to spare', '+201001234567'),
  person('Jonas', 'lives in Berlin and wants something sent', '+4915112345678'),
  person('Mina', 'travels a lot', '+447700900123'),
];

export const otherTravelers = ['Noor', 'Lukas', 'Salma', 'Tomás', 'Aiko', 'Chidi', 'Elif'].map((name) =>
  person(name.normalize('NFD').replaceAll(/\p{M}/gu, ''), 'travels'),
);
