import { useState } from 'preact/hooks';

import { SERVICES } from '../data/services.ts';
import { CHANNELS, type ContactsDraft } from '../data/session/me.ts';
import { useText } from '../text/language.ts';
import { Button } from './Button.tsx';
import { TextField } from './fields/Field.tsx';

interface ContactFieldsProps {
  readonly draft: ContactsDraft;
  readonly onChange: (part: Partial<ContactsDraft>) => void;
}

/** The fields of a contact card: the usual ones first, the others on demand. */
export function ContactFields({ draft, onChange }: ContactFieldsProps) {
  const { contacts, common } = useText();
  const services = CHANNELS.filter((channel) => channel !== 'mobile' && channel !== 'email');
  const [isOpen, setOpen] = useState(services.some((service) => draft[service] !== ''));
  const open = () => {
    setOpen(true);
  };
  const set = (field: keyof ContactsDraft) => (value: string) => {
    onChange({ [field]: value });
  };
  return (
    <div class="stack">
      <TextField label={contacts.name} value={draft.name} onChange={set('name')} autoComplete="name" maxLength={100} />
      <TextField
        label={contacts.mobile}
        hint={contacts.mobileHint}
        type="tel"
        autoComplete="tel"
        ltr
        value={draft.mobile}
        onChange={set('mobile')}
      />
      <TextField
        label={contacts.email}
        type="email"
        autoComplete="email"
        ltr
        value={draft.email}
        onChange={set('email')}
      />
      {isOpen ? (
        services.map((service) => (
          <TextField
            key={service}
            label={`${SERVICES[service]} (${common.optional})`}
            hint={contacts.handle}
            ltr
            value={draft[service]}
            onChange={set(service)}
          />
        ))
      ) : (
        <Button kind="plain" onClick={open}>
          {Object.values(SERVICES).join(', ')} …
        </Button>
      )}
    </div>
  );
}
