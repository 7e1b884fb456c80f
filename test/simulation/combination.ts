import type { Act, Blow, Interview, Planned } from './plan.ts';

/** Events that seldom meet by chance. */
export interface Combination {
  readonly acts: readonly Planned<Act>[];
  readonly blows: readonly Planned<Blow>[];
}

export interface Where {
  readonly at: number;
  /** When all is well again. */
  readonly heals: number;
  readonly device: number;
  readonly between: (least: number, most: number) => number;
}

export const MINUTE = 60_000;

export const SHORT: Omit<Interview, 'number'> = {
  kind: 'interview',
  tab: 0,
  answers: 3,
  hours: 5,
  pace: 500,
  snapshots: false,
  ending: 'finishes',
};

export const TABS: Act = { kind: 'opens a tab' };
