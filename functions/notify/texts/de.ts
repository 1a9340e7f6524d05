import type { Texts } from './texts.ts';

export const de: Texts = {
  somebody: 'Jemand',
  requested: (name) => `${name} hat dir eine Anfrage geschickt`,
  accepted: (name) => `${name} hat deine Anfrage angenommen`,
  declined: (name) => `${name} hat deine Anfrage abgelehnt`,
  withdrawn: (name) => `${name} hat die Anfrage zurückgezogen`,
  cancelled: (name) => `Die Anfrage zwischen dir und ${name} wurde storniert`,
  tripDeleted: (name) => `${name} hat die Reise gelöscht, deine Anfrage wurde storniert`,
  accountRemoved: (name) => `${name} hat das eigene Konto gelöscht, die Anfrage wurde storniert`,
  moved: (name) => `${name} hat den Reisetag verschoben`,
  found: (name) => `${name} bietet eine Reise an, die zu deinem Suchauftrag passt`,
  route: (from, to, day) => `Von ${from} nach ${to} am ${day}`,
};
