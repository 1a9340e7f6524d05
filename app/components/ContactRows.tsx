import { useState } from 'preact/hooks';

import type { Contacts } from '../data/api/types.ts';
import { SERVICES } from '../data/services.ts';
import { type Channel, CHANNELS } from '../data/session/me.ts';
import { useText } from '../text/language.ts';
import { Icon, type IconName } from './Icon.tsx';

interface Row {
  readonly key: string;
  readonly icon: IconName;
  readonly label: string;
  readonly value: string;
  readonly href: string;
  readonly isExternal: boolean;
}

/** Ways to reach somebody, each a row to tap and to copy. */
export function ContactRows({ contacts }: { readonly contacts: Contacts }) {
  const rows = useRows(contacts);
  return (
    <ul class="contacts">
      {rows.map((row) => (
        <ContactRow key={row.key} row={row} />
      ))}
    </ul>
  );
}

function ContactRow({ row }: { readonly row: Row }) {
  const { common } = useText();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(row.value).then(() => {
      setCopied(true);
    });
  };
  const outside = row.isExternal ? { target: '_blank', rel: 'noreferrer noopener' } : {};
  return (
    <li class="contact">
      <a href={row.href} {...outside}>
        <Icon name={row.icon} />
        <span>
          <span class="block">{row.label}</span>
          <bdi class="quiet small" dir="ltr">
            {row.value}
          </bdi>
        </span>
      </a>
      <button type="button" class="icon-button" aria-label={`${common.copy}: ${row.value}`} onClick={copy}>
        <Icon name={copied ? 'check' : 'copy'} />
        <span class="hidden" role="status">
          {copied ? common.copied : ''}
        </span>
      </button>
    </li>
  );
}

function useRows(contacts: Contacts): readonly Row[] {
  const text = useText().contacts;
  return CHANNELS.flatMap((channel) => {
    const value = contacts[channel];
    if (value === null || value === '') return [];
    if (channel === 'mobile') {
      return [
        { key: 'call', icon: 'phone', label: text.call, value, href: `tel:${value}`, isExternal: false },
        { key: 'sms', icon: 'message', label: text.message, value, href: `sms:${value}`, isExternal: false },
      ] as const;
    }
    if (channel === 'email') {
      return [
        { key: channel, icon: 'mail', label: text.mail, value, href: `mailto:${value}`, isExternal: false },
      ] as const;
    }
    return [profile(channel, value)];
  });
}

function profile(channel: Exclude<Channel, 'mobile' | 'email'>, value: string): Row {
  // The API answers links of the service only; nothing but such a link is opened.
  const href = value.startsWith('https://') ? value : '#';
  return {
    key: channel,
    icon: 'link',
    label: SERVICES[channel],
    value: value.replace('https://', ''),
    href,
    isExternal: true,
  };
}
