import { useEffect, useState } from 'preact/hooks';

/** A value that components can watch. */
export interface State<Value> {
  readonly get: () => Value;
  readonly set: (value: Value) => void;
  readonly watch: (told: () => void) => () => void;
}

export function state<Value>(first: Value): State<Value> {
  let value = first;
  const watchers = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(value, next)) return;
      value = next;
      for (const watcher of [...watchers]) watcher();
    },
    watch: (told) => {
      watchers.add(told);
      return () => watchers.delete(told);
    },
  };
}

/** The value, and a new rendering with each new one. */
export function useValue<Value>({ get, watch }: State<Value>): Value {
  const [value, setValue] = useState(get);
  useEffect(() => {
    const look = () => {
      setValue(() => get());
    };
    look();
    return watch(look);
  }, [get, watch]);
  return value;
}
