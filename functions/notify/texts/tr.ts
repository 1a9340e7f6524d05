import type { Texts } from './texts.ts';

export const tr: Texts = {
  somebody: 'Birisi',
  requested: (name) => `${name} sana bir istek gönderdi`,
  accepted: (name) => `${name} isteğini kabul etti`,
  declined: (name) => `${name} isteğini reddetti`,
  withdrawn: (name) => `${name} isteği geri çekti`,
  cancelled: (name) => `${name} ile arandaki istek iptal edildi`,
  tripDeleted: (name) => `${name} yolculuğu sildi, isteğin iptal edildi`,
  accountRemoved: (name) => `${name} hesabını sildi, istek iptal edildi`,
  moved: (name) => `${name} yolculuk tarihini değiştirdi`,
  found: (name) => `${name}, alarmına uyan bir yolculuk paylaştı`,
  route: (from, to, day) => `${from} – ${to}, ${day}`,
};
