/** What the app says about route alerts. */
export const alerts = {
  title: 'Alerts',
  create: 'Tell me when a trip appears',
  created: 'We tell you when a trip appears.',
  all: 'Your alerts',
  intro: 'You hear of a new trip once. An alert ends after 30 days.',
  none: 'You have no alerts. Search for a trip, and ask to be told when one appears.',
  search: 'Search for a trip',
  fromAnywhere: 'Anywhere',
  toAnywhere: 'anywhere',
  until: (day: string) => `Until ${day}`,
  show: 'Show trips',
  remove: 'Delete',
  removeThis: (from: string, to: string) => `Delete the alert: ${from} – ${to}`,
  limit: (limit: string) => `You have ${limit} alerts, and more are not possible. Delete one first.`,
};
