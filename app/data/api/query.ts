import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import { person } from '../session/session.ts';
import { forget, recall, store } from '../session/storage.ts';
import { type Failure, failureOf, loadFailure, NOT_LOADED } from './failure.ts';
import { onBack } from './online.ts';

/** What is known of an answer. */
export interface Answer<Data> {
  /** The newest that there is, also while it is asked for again or the network is gone. */
  readonly data: Data | undefined;
  readonly failure: Failure | undefined;
  readonly loading: boolean;
}

interface Entry {
  answer: Answer<unknown>;
  /** Where the answer is stored, with the id of the person whose answer it is. */
  readonly stored: string;
  load: () => Promise<unknown>;
  running: boolean;
  /** Something changed while it was being loaded. */
  again: boolean;
  /** Asks again after a call that nobody answered. */
  retry: ReturnType<typeof setTimeout> | undefined;
  readonly watchers: Set<() => void>;
}

const RETRY_MILLISECONDS = 5_000;

const entries = new Map<string, Entry>();

function stored(key: string): string {
  return `cache:${person.get()?.id ?? ''}:${key}`;
}

function entryOf(key: string, load: () => Promise<unknown>): Entry {
  let entry = entries.get(key);
  if (entry === undefined) {
    const name = stored(key);
    const answer = { data: recall(name), failure: undefined, loading: true };
    entry = { answer, stored: name, load, running: false, again: false, retry: undefined, watchers: new Set() };
    entries.set(key, entry);
  }
  entry.load = load;
  return entry;
}

function tell(entry: Entry, answer: Answer<unknown>): void {
  entry.answer = answer;
  for (const watcher of [...entry.watchers]) watcher();
}

async function run(key: string, entry: Entry): Promise<void> {
  if (entry.running) {
    entry.again = true;
    return;
  }
  entry.running = true;
  clearTimeout(entry.retry);
  tell(entry, { ...entry.answer, loading: true });
  try {
    const data = await entry.load();
    // The answer of somebody who has left meanwhile is not kept.
    if (entries.get(key) === entry) store(entry.stored, data);
    tell(entry, { data, failure: undefined, loading: false });
  } catch (error) {
    const failure = loadFailure(failureOf(error), () => void run(key, entry));
    // Without a network, what was seen last stays as it is.
    const shown = failure.kind === NOT_LOADED && entry.answer.data !== undefined ? undefined : failure;
    tell(entry, { ...entry.answer, failure: shown, loading: false });
    // Other calls may be answered meanwhile, so nothing else tells that this one should be repeated.
    if (failure.kind === NOT_LOADED) entry.retry = setTimeout(() => void repeat(key, entry), RETRY_MILLISECONDS);
  }
  entry.running = false;
  if (!entry.again) return;
  entry.again = false;
  await run(key, entry);
}

async function repeat(key: string, entry: Entry): Promise<void> {
  if (entries.get(key) === entry && entry.watchers.size > 0) await run(key, entry);
}

/**
 * An answer that is kept under a key: shown at once from the last time, and asked for again whenever a component comes to
 * need it, something changes (`refresh`), or the network is back. Null as a key asks for nothing.
 */
export function useQuery<Data>(key: string | null, load: () => Promise<Data>): Answer<Data> {
  const [, setCount] = useState(0);
  const entry = key === null ? undefined : entryOf(key, load);
  useEffect(() => {
    if (key === null || entry === undefined) return undefined;
    const told = () => {
      setCount((count) => count + 1);
    };
    entry.watchers.add(told);
    void run(key, entry);
    return () => entry.watchers.delete(told);
  }, [key, entry]);
  if (entry === undefined) return { data: undefined, failure: undefined, loading: false };
  return entry.answer as Answer<Data>;
}

/** Asks again for what is on the screen and begins with one of these; the rest is asked for when it is needed. */
export function refresh(...beginnings: readonly string[]): void {
  for (const [key, entry] of entries) {
    const isMeant = beginnings.length === 0 || beginnings.some((beginning) => key.startsWith(beginning));
    if (isMeant && entry.watchers.size > 0) void run(key, entry);
  }
}

/** Puts a newer value under a key at once. */
export function put(key: string, data: unknown): void {
  const entry = entries.get(key);
  store(stored(key), data);
  if (entry !== undefined) tell(entry, { data, failure: undefined, loading: false });
}

/** Deletes every answer, also those of the last time. What is on the screen is asked for again when it is next needed. */
export function forgetAnswers(): void {
  entries.clear();
  forget('cache:');
}

/** Something a person does: its progress, and why it failed. Nothing runs twice at a time. */
export function useAction<Given extends readonly unknown[]>(act: (...given: Given) => Promise<void>) {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>();
  const run = async (...given: Given): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setFailure(undefined);
    try {
      await act(...given);
    } catch (error) {
      setFailure(failureOf(error));
    }
    running.current = false;
    setBusy(false);
  };
  const clear = useCallback(() => {
    setFailure(undefined);
  }, []);
  return { run: (...given: Given) => void run(...given), busy, failure, clear };
}

onBack(() => {
  refresh();
});

let owner: string | undefined;

// Before any component hears of it: nobody sees an answer that was another person's.
person.watch(() => {
  const id = person.get()?.id;
  if (id === owner) return;
  owner = id;
  entries.clear();
});
