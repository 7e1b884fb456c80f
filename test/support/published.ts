import type { Results } from '../../src/wire/results.ts';
import { study } from './surveys.ts';

const GROUP = {
  asOf: '2026-11-20',
  phase: 'preview',
  n: 1240,
  items: {},
  crossings: {},
  profiles: {
    base: 1120,
    counts: { eclaireur: 150, entrepreneur: 100, explorateur: 500, observateur: 200, systemique: 70 },
    composite: 100,
  },
} as const;

/** A publication of the study with enough responses in every group but communes. */
export const PUBLISHED: Results = {
  survey: study.survey.id,
  revision: study.survey.revision,
  phase: 'preview',
  strata: { all: GROUP, commune: GROUP },
  territories: [],
  unfinished: 0,
};
