import type { Results } from '../../src/wire/results.ts';
import { study } from './surveys.ts';

const GROUP = {
  asOf: '2026-11-20',
  draws: 1,
  sizeDraws: 1,
  n: 1240,
  items: {},
  crossings: {},
  profiles: {
    base: 1120,
    counts: { eclaireur: 150, entrepreneur: 100, explorateur: 500, observateur: 200, systemique: 70 },
    between: 80,
    apart: 20,
    without: 120,
  },
} as const;

/** A publication of the study with enough responses in every group but communes. */
export const PUBLISHED: Results = {
  survey: study.survey.id,
  revision: study.survey.revision,
  phase: 'preview',
  epsilon: 0.5,
  answered: 1240,
  modes: { self: 1240, field: 0 },
  channels: {},
  strata: { all: GROUP, commune: GROUP },
  territories: [],
  unfinished: 0,
};
