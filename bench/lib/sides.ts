import { floor } from '../floor/floor.ts';
import { ours } from '../operations/ours.ts';
import { original } from '../original/original.ts';
import type { Places, Side, SideAtWork } from './protocol.ts';

/** Each side's way of doing the operations. */
export const WAYS: Readonly<Record<Side, (places: Places) => SideAtWork>> = { ours, original, floor };
