import type { PossibleAnswers } from '../../survey/answers.ts';
import type { Survey } from '../../survey/questionnaire.ts';
import { withQuizFacts } from '../../typology/affinity.ts';
import { factsFrom } from '../../typology/facts.ts';
import { classify } from '../../typology/typology.ts';
import { PROFILE } from '../columns.ts';
import { PROFILE_CELL, profileCell, profileTable } from './table-definitions.ts';

/** Points of a typology whose profile is remembered; the shipped survey has 15 168. */
const MOST_POINTS = 20_000;

/**
 * What a complete response is counted as, in the terms of `PROFILE`: by the rule of the revision that was answered, as a place among
 * today's profiles. A million responses have a few thousand different facts.
 */
export function countedProfileOf(survey: Survey, current: Survey): (answers: PossibleAnswers) => number {
  const { typology } = survey;
  if (!typology) return () => PROFILE.none;
  const read = withQuizFacts(survey);
  const { cells, values: bytes } = profileTable(current);
  const byteOf = (cell: string) => bytes[cells.indexOf(cell)];
  const known = new Map<string, number>();
  return (answers) => {
    const values = factsFrom(read, answers);
    const point = JSON.stringify(values);
    let profile = known.get(point);
    if (profile === undefined) {
      const found = classify(survey, values);
      if (found.kind !== 'profile') profile = PROFILE.none;
      else if (found.outcome === 'apart') profile = PROFILE.apart;
      else {
        const own = byteOf(profileCell([found.profile, ...found.alsoNear]));
        profile = own ?? byteOf(found.outcome === 'between' ? PROFILE_CELL.between : '') ?? PROFILE.none;
      }
      if (known.size >= MOST_POINTS) known.clear();
      known.set(point, profile);
    }
    return profile;
  };
}
