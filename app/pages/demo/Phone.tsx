import { useRef } from 'preact/hooks';

import { tokenOf } from '../../data/device.ts';
import { frameName } from '../../data/phone.ts';
import { useText } from '../../text/language.ts';
import { Banner } from './Banner.tsx';

/** Amira waits for requests. */
const STARTS: Readonly<Record<string, string>> = { amira: '/requests/received' };

/** A phone on which the app is open, and its notifications above it. */
export function Phone({ name }: { readonly name: string }) {
  const { demo } = useText();
  const frame = useRef<HTMLIFrameElement>(null);
  const id = name.toLowerCase();
  const open = (path: string) => {
    frame.current?.contentWindow?.location.assign(path);
    frame.current?.focus();
  };
  return (
    <figure class="phone">
      <figcaption>{demo.phone(name)}</figcaption>
      <div class="phone-screen">
        <Banner token={tokenOf(id)} phone={name} onOpen={open} />
        <iframe ref={frame} name={frameName(id)} src={STARTS[id] ?? '/'} title={demo.phone(name)} />
      </div>
    </figure>
  );
}
