import type { Keeping, Obstacle } from '../../device/port/device.ts';
import type { OfflineProof } from '../../device/port/tablet.ts';
import type { DayStrings } from '../words/day-words.ts';
import type { Evening } from './evening-count.ts';

type Sentence = keyof DayStrings;

/** The sentence of what is safe, and that of what to do. No screen of a shared tablet says either in other words. */
export type Reassurance = readonly [safe: Sentence, act: Sentence];

/** The state of the responses and of the tablet that the day screen knows. */
export interface DayState {
  readonly count: Evening;
  readonly keeps: Keeping;
  readonly isPersistent: boolean;
  readonly obstacle: Obstacle | undefined;
  /** Some of what was refused can leave in a file only. */
  readonly needsFile: boolean;
  readonly isShortOfSpace: boolean;
  readonly closed: 'over' | 'early' | undefined;
  readonly hasCutOff: boolean;
  /** The four words of the keys have not been compared, or the code that resumes has not been given. */
  readonly lacks: 'keys' | 'code' | undefined;
  readonly offline: OfflineProof['kind'] | undefined;
  readonly canInstall: boolean;
}

type Rule = readonly [sentence: Sentence, holds: (day: DayState) => boolean];

/** The first that holds is said. */
const SAFE: readonly Rule[] = [
  ['safe.unknown', ({ count }) => count === 'unknown'],
  ['safe.memory', ({ keeps }) => keeps !== 'disk'],
  ['safe.missing', ({ count }) => count === 'missing'],
  ['safe.refused', ({ count }) => count === 'refused'],
  ['safe.same', ({ count }) => count === 'same'],
  ['safe.kept', ({ isPersistent }) => isPersistent],
  ['safe.kept-unpromised', () => true],
];

/** What loses responses comes first, then a person who waits, then what the next interview needs. */
const ACTS: readonly Rule[] = [
  ['do.unknown', ({ count }) => count === 'unknown'],
  ['do.file', ({ count, needsFile }) => count === 'refused' && needsFile],
  ['do.tell', ({ count }) => count === 'missing' || count === 'refused'],
  ['do.waiting', ({ keeps }) => keeps !== 'disk'],
  ['day.place-little', ({ isShortOfSpace }) => isShortOfSpace],
  ['do.code', ({ hasCutOff }) => hasCutOff],
  ['do.portal', ({ count, obstacle }) => count === 'waiting' && obstacle === 'portal'],
  ['do.server', ({ count, obstacle }) => count === 'waiting' && obstacle === 'server'],
  ['do.tell', ({ count, obstacle }) => count === 'waiting' && obstacle === 'closed'],
  ['do.waiting', ({ count }) => count === 'waiting'],
  ['do.wipe', ({ closed }) => closed === 'over'],
  ['day.keys-note', ({ lacks }) => lacks === 'keys'],
  ['do.code', ({ lacks }) => lacks === 'code'],
  ['day.offline-cramped-note', ({ offline }) => offline === 'cramped'],
  ['day.offline-installing-note', ({ offline }) => offline === 'installing'],
  ['day.offline-impossible-note', ({ offline }) => offline === 'impossible'],
  ['day.offline-absent-note', ({ offline }) => offline !== undefined && offline !== 'ready'],
  ['day.not-installed-note', ({ canInstall }) => canInstall],
  ['do.early', ({ closed }) => closed === 'early'],
  ['do.next', () => true],
];

/** The two sentences of each other screen of a shared tablet. */
export const SCREENS = {
  'opening-sealed': ['field.sealed', 'do.answer'],
  'opening-clear': ['field.clear', 'do.answer'],
  'opening-memory': ['safe.memory', 'do.answer'],
  opening: ['field.kept', 'field.opening-note'],
  insecure: ['safe.no-answers', 'field.insecure'],
  'no-storage': ['safe.no-answers', 'field.no-storage'],
  'no-code': ['field.kept', 'day.no-code'],
  'no-keys': ['field.kept', 'field.no-keys'],
  'wrong-key': ['field.kept', 'field.wrong-key'],
  'retired-key': ['field.kept', 'field.retired-key'],
  'other-keys': ['field.kept', 'field.other-keys'],
  'other-day': ['field.kept', 'day.other'],
  unready: ['day.unready-note', 'do.wait'],
  code: ['day.resume-none', 'do.code'],
  leave: ['day.leave-note', 'do.leave'],
  'wipe-locked': ['safe.locked', 'do.wipe'],
  'wipe-unread': ['safe.unknown', 'do.wait'],
  'wipe-none': ['day.wipe-none', 'do.wipe'],
  'wipe-none-kept': ['day.wipe-none', 'do.wipe-kept'],
  'wipe-some': ['day.wipe-some', 'do.wipe-save'],
  'wipe-saved': ['day.wipe-saved', 'do.wipe-saved'],
  'wipe-saved-kept': ['day.wipe-saved', 'do.wipe-kept'],
  'wipe-others': ['day.wipe-others', 'do.wipe-save'],
  'wipe-failed': ['day.wipe-failed', 'do.wait'],
  wiped: ['day.wiped-note', 'day.wiped-back'],
  'wiped-file': ['day.wiped-file', 'do.file'],
  'wiped-erasing': ['day.wiped-note', 'do.waiting'],
  'wiped-file-erasing': ['day.wiped-file', 'do.waiting'],
  // What becomes of an interview whose screen is cleared.
  free: ['safe.nothing-given', 'do.choose'],
  kept: ['between.idle-kept', 'do.choose'],
  unfinished: ['between.idle-partial', 'do.choose'],
  changed: ['between.changed-note', 'do.choose'],
  saving: ['between.unsaved-title', 'do.wait'],
  unsaved: ['between.unsaved-note', 'do.give-back'],
} as const satisfies Readonly<Record<string, Reassurance>>;

export type TabletScreen = keyof typeof SCREENS;

export function reassuranceOf(state: TabletScreen | DayState): Reassurance {
  if (typeof state === 'string') return SCREENS[state];
  const first = (rules: readonly Rule[]) => rules.find(([, holds]) => holds(state))?.[0] ?? 'do.next';
  return [first(SAFE), first(ACTS)];
}
