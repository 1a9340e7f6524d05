import type { Text } from '../en.ts';

export const safety: Text['safety'] = {
  title: 'Sicherheit',
  block: (name) => `${name} blockieren`,
  blockSure: (name) =>
    `${name} blockieren? Ihr könnt einander keine Anfragen mehr senden, und offene Anfragen zwischen euch werden abgesagt.`,
  blockYes: 'Ja, blockieren',
  blockNo: 'Nicht blockieren',
  blocked: (name) => `Du hast ${name} blockiert.`,
  unblock: (name) => `${name} freigeben`,
  list: 'Blockierte Personen',
  listIntro: 'Du und diese Personen könnt einander keine Anfragen senden. Sie erfahren nicht, wer sie blockiert hat.',
  listNone: 'Du hast niemanden blockiert.',
  report: (name) => `${name} melden`,
  reportIntro: 'Die Moderation liest das. Die andere Person erfährt nicht, wer sie gemeldet hat.',
  reason: 'Was stimmt nicht?',
  reasons: {
    SPAM: 'Unerwünschte oder wiederholte Anfragen',
    FRAUD: 'Betrug',
    HARASSMENT: 'Beleidigungen oder Drohungen',
    FORBIDDEN_GOODS: 'Dinge, die niemand mitnehmen darf',
    IMPERSONATION: 'Gibt sich als jemand anderes aus',
    OTHER: 'Etwas anderes',
  },
  words: 'Was ist geschehen?',
  send: 'Meldung senden',
  thanks: 'Danke. Die Moderation sieht es sich an.',
  suspended: {
    title: 'Dein Konto ist gesperrt',
    text: 'Die Moderation hat dieses Konto gesperrt: Du kannst nichts mehr anbieten, anfragen oder beantworten.',
    rights:
      'Ein paar Minuten lang kannst du hier noch deine Daten herunterladen und dein Konto löschen. Danach wende dich an die Moderation.',
    outside: 'Du kannst dich damit nicht mehr anmelden. Wegen deiner Daten wende dich an die Moderation.',
    other: 'Mit einem anderen Konto anmelden',
  },
  reports: {
    title: 'Meldungen',
    status: { OPEN: 'Offen', SUSPENDED: 'Gesperrt', DISMISSED: 'Verworfen' },
    none: {
      OPEN: 'Keine Meldung wartet auf dich.',
      SUSPENDED: 'Niemand wurde gesperrt.',
      DISMISSED: 'Keine Meldung wurde verworfen.',
    },
    about: (name, by) => `${by} meldet ${name}`,
    trip: 'Die gemeldete Reise',
    request: 'Die gemeldete Anfrage',
    words: 'Text der Meldung',
    dismiss: 'Verwerfen',
    suspend: (name) => `${name} sperren`,
    suspendSure: (name) =>
      `${name} sperren? Die Person kann sich nicht mehr anmelden, ihre Reisen werden verborgen und ihre offenen Anfragen abgesagt.`,
    suspendYes: 'Ja, sperren',
    suspendNo: 'Nicht sperren',
    restore: (name) => `${name} entsperren`,
    restored: (name) => `${name} kann sich wieder anmelden und Take It nutzen.`,
    changed: 'Über diese Meldung hat schon jemand anderes entschieden.',
  },
};
