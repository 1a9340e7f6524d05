import type { alerts as english } from './en.ts';

export const alerts: typeof english = {
  title: 'Suchaufträge',
  create: 'Sag mir, wenn es eine Reise gibt',
  created: 'Wir sagen dir, wenn es eine Reise gibt.',
  all: 'Deine Suchaufträge',
  intro: 'Du hörst von jeder neuen Reise einmal. Ein Suchauftrag endet nach 30 Tagen.',
  none: 'Du hast keine Suchaufträge. Such eine Reise und lass dir sagen, wenn es eine gibt.',
  search: 'Reise suchen',
  fromAnywhere: 'Egal woher',
  toAnywhere: 'egal wohin',
  until: (day) => `Bis ${day}`,
  show: 'Reisen zeigen',
  remove: 'Löschen',
  removeThis: (from, to) => `Suchauftrag löschen: ${from} – ${to}`,
  limit: (limit) => `Du hast ${limit} Suchaufträge, mehr sind nicht möglich. Lösche zuerst einen.`,
};
