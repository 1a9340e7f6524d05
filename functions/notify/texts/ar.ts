import type { Texts } from './texts.ts';

/** Each sentence suits women and men. */
export const ar: Texts = {
  somebody: 'شخص ما',
  requested: (name) => `وصلك طلب من ${name}`,
  accepted: (name) => `تم قبول طلبك من ${name}`,
  declined: (name) => `تم رفض طلبك من ${name}`,
  withdrawn: (name) => `تم سحب الطلب من ${name}`,
  cancelled: (name) => `تم إلغاء الطلب بينك وبين ${name}`,
  tripDeleted: (name) => `تم حذف رحلة ${name} وإلغاء طلبك`,
  accountRemoved: (name) => `تم حذف حساب ${name} وإلغاء الطلب`,
  moved: (name) => `تغيّر موعد سفر ${name}`,
  found: (name) => `رحلة جديدة من ${name} تناسب تنبيهك`,
  route: (from, to, day) => `من ${from} إلى ${to} يوم ${day}`,
};
