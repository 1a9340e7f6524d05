import type { Chapter } from '../step.ts';
import { acceptance } from './acceptance.ts';
import { endings } from './endings.ts';
import { entrance } from './entrance.ts';
import { exporting } from './exporting.ts';
import { profiles } from './profiles.ts';
import { protecting } from './protecting.ts';
import { removal } from './removal.ts';
import { searching } from './searching.ts';
import { sending } from './sending.ts';
import { trips } from './trips.ts';

/** The whole journey, in order. */
export const chapters: readonly Chapter[] = [
  entrance,
  profiles,
  trips,
  searching,
  sending,
  acceptance,
  endings,
  protecting,
  exporting,
  removal,
];
