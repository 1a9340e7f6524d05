import type { OwnRule } from '../rule.ts';
import { assignmentValues, logicalAssignments, sequences } from './assignments.ts';
import { contextMembers, sharedContext } from './context.ts';
import { earlyReturn } from './earlyReturn.ts';
import { errorTexts } from './errorTexts.ts';
import { exportedHelpers } from './exportedHelpers.ts';
import { functionArguments } from './functionArguments.ts';
import { missingFunctions, missingGlobals } from './globals.ts';
import { loopPushes } from './loops.ts';
import { documentedMembers } from './methods.ts';
import { nullish } from './nullish.ts';
import { replacePatterns } from './patterns.ts';
import { requestKeys, updateKeys } from './requests.ts';
import { shadows } from './shadows.ts';

/** What neither AWS's plugin nor the type check reports. */
export const ownRules: readonly OwnRule[] = [
  assignmentValues,
  contextMembers,
  documentedMembers,
  earlyReturn,
  errorTexts,
  exportedHelpers,
  functionArguments,
  logicalAssignments,
  loopPushes,
  missingFunctions,
  missingGlobals,
  nullish,
  replacePatterns,
  requestKeys,
  sequences,
  sharedContext,
  shadows,
  updateKeys,
];
