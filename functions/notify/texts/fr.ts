import type { Texts } from './texts.ts';

export const fr: Texts = {
  somebody: 'Quelqu’un',
  requested: (name) => `${name} vous a envoyé une demande`,
  accepted: (name) => `${name} a accepté votre demande`,
  declined: (name) => `${name} a refusé votre demande`,
  withdrawn: (name) => `${name} a retiré la demande`,
  cancelled: (name) => `La demande entre vous et ${name} a été annulée`,
  tripDeleted: (name) => `${name} a supprimé le voyage, votre demande a été annulée`,
  accountRemoved: (name) => `${name} a supprimé son compte, la demande a été annulée`,
  moved: (name) => `${name} a changé la date du voyage`,
  found: (name) => `${name} propose un voyage qui correspond à votre alerte`,
  route: (from, to, day) => `De ${from} à ${to}, le ${day}`,
};
