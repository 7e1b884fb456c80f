import { study } from './surveys.ts';

const SHARES = { eclaireur: 150, entrepreneur: 100, explorateur: 600, observateur: 200, systemique: 70 };
const GROUP = { n: 1240, profiles: { base: 1120, counts: SHARES }, items: {} };

/** What the endpoint publishes of the study once enough have answered, communes apart. */
export const PUBLISHED = {
  survey: study.survey.id,
  revision: study.survey.revision,
  asOf: '2026-11-20',
  n: 1240,
  strata: { all: GROUP, commune: GROUP },
};
