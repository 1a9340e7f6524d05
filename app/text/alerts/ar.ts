import type { alerts as english } from './en.ts';

export const alerts: typeof english = {
  title: 'التنبيهات',
  create: 'أخبرني عندما تظهر رحلة',
  created: 'سنخبرك عندما تظهر رحلة.',
  all: 'تنبيهاتك',
  intro: 'نخبرك بكل رحلة جديدة مرة واحدة. ينتهي التنبيه بعد ٣٠ يومًا.',
  none: 'ليست لديك تنبيهات. ابحث عن رحلة واطلب أن نخبرك عندما تظهر.',
  search: 'ابحث عن رحلة',
  fromAnywhere: 'من أي مكان',
  toAnywhere: 'إلى أي مكان',
  until: (day) => `حتى ${day}`,
  show: 'اعرض الرحلات',
  remove: 'حذف',
  removeThis: (from, to) => `احذف التنبيه: ${from} – ${to}`,
  limit: (limit) => `لديك ${limit} تنبيهًا ولا يمكن إضافة المزيد. احذف واحدًا أولًا.`,
};
