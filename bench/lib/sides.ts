import { floor } from '../floor/floor.ts';
import { ours } from '../operations/ours.ts';
import { original } from '../original/original.ts';
import type { OpenSide, Places, Side } from './protocol.ts';

/** The implementation of each side. */
export const SIDE_IMPLEMENTATIONS: Readonly<Record<Side, (places: Places) => OpenSide>> = { ours, original, floor };
