import { type Chance, randomAnswers } from '../../answering/random-answers.ts';
import type { Survey } from '../../survey/questionnaire.ts';
import { codingOf, encoderOf } from '../answer-coding.ts';
import type { ResultsFile } from '../results-file.ts';
import { countedProfileOf } from './counted-profile.ts';
import { nextBook } from './ledger.ts';
import { shownIn } from './publication.ts';
import type { ShownTables } from './shown-tables.ts';
import { definitionsOf } from './table-definitions.ts';
import { takeCensus } from './take-census.ts';

/** Complete responses of each stratum, about: every group is large enough to be shown. */
const OF_EACH = 100;
/** Complete responses of a survey with few strata, or with none. */
const LEAST = 400;

/**
 * The final results of responses that are given at random on this day (YYYY-MM-DD), with the noise and under the rules of a real
 * publication. Shares are about the same for all options of a question, and mean nothing.
 */
export function inventedTables(survey: Survey, results: ResultsFile, on: string, chance: Chance): ShownTables {
  const coding = codingOf([survey], results);
  const definitions = definitionsOf({ current: survey, results }, coding);
  const { channels, strata } = definitions;
  const length = Math.max(LEAST, OF_EACH * strata.length);
  const bytes = Array.from({ length: coding.width }, () => new Uint8Array(length));
  const profiles = new Uint8Array(length);
  const encode = encoderOf(coding, survey);
  const profileOf = countedProfileOf(survey, survey);
  for (let row = 0; row < length; row++) {
    const answers = randomAnswers(survey, chance);
    profiles[row] = profileOf(answers);
    for (const [place, value] of encode({ answers, status: 'complete', lastQuestion: null }).entries()) {
      const plane = bytes[place];
      if (plane) plane[row] = value;
    }
  }
  const columns = {
    coding,
    length,
    counted: new Uint8Array(length).fill(1),
    unfinished: new Uint8Array(length),
    profiles,
    bytes,
    inField: new Uint8Array(length),
    readBy: new Uint8Array(length),
    channels: new Uint32Array(length).map(() => Math.floor(chance() * channels.length)),
    channelNames: channels,
    minutes: new Uint16Array(length).map(() => Math.floor(2 * chance() * survey.opening.minutes)),
  };
  const census = takeCensus(columns, definitions, true);
  const occasion = { night: 1, asOf: on, phase: 'results', isOrdered: false, withTerritories: true, left: 0 } as const;
  const uniform = (bound: number) => Math.floor(chance() * bound);
  return shownIn(nextBook(undefined, census, definitions, occasion, uniform), definitions, 'results');
}
