import { setImmediate } from 'node:timers/promises';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { pathThrough } from '../../core/answering/flow.ts';
import type { Answers } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { daysAfter } from '../../wire/day.ts';
import { toWire } from '../../wire/wire-answers.ts';
import type { DemonstrationSet } from '../conduct/conduct.ts';
import type { TextResponse } from '../storage/storage.ts';
import { inventAnswers } from './invented-answers.ts';
import { marginsOf, NO_STRATUM, strataOf } from './margins.ts';
import { chanceFrom, inProportion, type SeededChance } from './seeded-chance.ts';

/** In the place of the channel of each: whoever meets one in a file knows what it is. */
export const DEMONSTRATION_CHANNEL = 'demonstration';

/** Days before the one it was made on: as long as the study was open. */
const DAYS = 35;
/** Begun and not finished, beside the finished ones. */
const UNFINISHED = 0.12;
/** Made between two turns of the event loop. */
const SLICE = 50;

/** The whole set, ordered by id as a storage gives it; the same for the same set and survey, on every machine. */
export async function inventResponses(
  published: PublishedSurvey,
  set: DemonstrationSet,
): Promise<readonly TextResponse[]> {
  const { current: survey, results, reference } = published;
  const margins = marginsOf(survey, reference);
  const strata = strataOf(survey);
  const groups = strata.length > 0 ? strata : [NO_STRATUM];
  const sizes = groups.map((group) => margins.sizes.get(group) ?? 1);
  const inventPeople = async (total: number, of: string) => {
    const counts = inProportion(sizes, total);
    const people: Answers[] = [];
    for (const [place, group] of groups.entries()) {
      const chance = chanceFrom(set.seed, survey.id, of, group);
      people.push(...(await inventAnswers({ survey, results, margins, group, count: counts[place] ?? 0, chance })));
    }
    return people;
  };
  const finished = await inventPeople(set.responses, 'finished');
  const unfinished = survey.partials ? await inventPeople(Math.round(set.responses * UNFINISHED), 'unfinished') : [];
  const chance = chanceFrom(set.seed, survey.id, 'responses');
  const responses: TextResponse[] = [];
  for (const [place, answers] of [...finished, ...unfinished].entries()) {
    const isWhole = place < finished.length;
    const { kept, lastQuestion } = isWhole ? wholeOf(survey, answers) : cut(survey, answers, chance);
    // More on the first days than on the last.
    const day = daysAfter(set.on, -1 - Math.floor(DAYS * Math.sqrt(chance.next())));
    responses.push({
      id: chance.uuid(),
      survey: survey.id,
      revision: survey.revision,
      status: isWhole ? 'complete' : 'partial',
      sequence: 1,
      mode: 'self',
      channel: DEMONSTRATION_CHANNEL,
      language: survey.languages[0] ?? '',
      startedOn: day,
      receivedOn: day,
      minutes: 4 + chance.below(2 * survey.opening.minutes),
      lastQuestion,
      answers: JSON.stringify(toWire(pathThrough(survey, kept))),
    });
    if (place % SLICE === 0) await setImmediate();
  }
  return responses.sort((one, other) => (one.id < other.id ? -1 : 1));
}

interface Kept {
  readonly kept: Answers;
  readonly lastQuestion: string | null;
}

function wholeOf({ questions }: Survey, answers: Answers): Kept {
  return { kept: answers, lastQuestion: questions.at(-1)?.id ?? null };
}

/** Stopped at a question of the path: it was reached, and what comes from it on is not answered. The stratum is. */
function cut(survey: Survey, answers: Answers, chance: SeededChance): Kept {
  const { questions } = pathThrough(survey, answers);
  const at = 1 + chance.below(Math.max(1, questions.length - 1));
  const answered = new Set(questions.slice(0, at).flatMap(({ items }) => items));
  return {
    kept: Object.fromEntries(Object.entries(answers).filter(([item]) => answered.has(item))),
    lastQuestion: (questions[at] ?? questions.at(-1))?.id ?? null,
  };
}
