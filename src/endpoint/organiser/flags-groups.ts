import { createHash } from 'node:crypto';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { isAnswered, pathThrough } from '../../core/answering/flow.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { fromWire } from '../../wire/wire-answers.ts';
import type { StoredResponse } from '../storage/storage.ts';
import { perRevision } from '../stored/response-rows.ts';
import { answerReader, type ItemAnswers } from '../stored/stored-answers.ts';

/** Responses that may belong together. */
export type Group =
  | { readonly kind: 'burst'; readonly stratum: string; readonly day: string }
  | { readonly kind: 'volume'; readonly stratum: string; readonly territory: string }
  | { readonly kind: 'duration' }
  /** `digest` is of the answers without texts, which a machine varies at no cost. */
  | { readonly kind: 'identical'; readonly digest: number };

/** The groups of a response; none when it is not complete. */
export type GroupsOf = (response: StoredResponse) => readonly Group[];

/** As the organiser's API names the group: `burst/<stratum>/<day>`, `identical/<digest>`, `volume/<stratum>/<territory>`, `duration`. */
export function groupName(group: Group): string {
  switch (group.kind) {
    case 'burst':
      return `burst/${group.stratum}/${group.day}`;
    case 'volume':
      return `volume/${group.stratum}/${group.territory}`;
    case 'duration':
      return 'duration';
    case 'identical':
      return `identical/${group.digest.toString(16).padStart(12, '0')}`;
  }
}

/** Fewer answered items than this are trivial: people who answer the first screens alike are many. */
const TRIVIAL = 10;
/** Stands for the stratum of a survey without strata, or of a response that does not say. */
const NO_STRATUM = '-';

/** What counts the responses of a survey: a group is flagged when it holds too many. */
export function groupsIn(published: PublishedSurvey): GroupsOf {
  const surveys = [...published.revisions.values(), published.current];
  const items = [...new Set(surveys.flatMap(chosenItems))];
  const readAnswers = answerReader(items);
  const groupingFor = perRevision((survey) => grouping(survey, items));
  return (response) => {
    if (response.status !== 'complete') return [];
    const survey = published.revisions.get(response.revision) ?? published.current;
    return groupingFor(survey)(response, readAnswers(response.answers));
  };
}

/** Choices and numbers: the stratum and the territory are among them. */
function chosenItems(survey: Survey): readonly string[] {
  return survey.questions.flatMap((question) =>
    question.kind === 'text' ? [] : question.items.filter((item) => item !== question.otherItem),
  );
}

function grouping(survey: Survey, items: readonly string[]) {
  const territory = survey.questions.find((question) => question.kind === 'territory');
  const territoryPlace = territory ? items.indexOf(territory.id) : -1;
  const stratumPlace = survey.stratum ? items.indexOf(survey.stratum) : -1;
  const chosen = chosenItems(survey).map((item) => items.indexOf(item));

  return (response: StoredResponse, answers: ItemAnswers): readonly Group[] => {
    const stratum = String(answers[stratumPlace] || NO_STRATUM);
    const from = answers[territoryPlace];
    const groups: Group[] = [{ kind: 'burst', stratum, day: response.receivedOn }];
    if (from !== undefined) groups.push({ kind: 'volume', stratum, territory: String(from) });
    if (response.minutes === 0 && isWhole(survey, response)) groups.push({ kind: 'duration' });

    let answered = 0;
    let text = '';
    for (const place of chosen) {
      const answer = answers[place];
      // Neither an option id nor a number holds these marks.
      text += answer === undefined ? ';' : `${answer};`;
      if (answer !== undefined) answered++;
    }
    if (answered >= TRIVIAL) groups.push({ kind: 'identical', digest: digestOf(`${survey.revision};${text}`) });
    return groups;
  };
}

/** Less than half a minute for every question on the path, texts apart: nobody reads so fast. */
function isWhole(survey: Survey, { answers }: StoredResponse): boolean {
  const given = fromWire(JSON.parse(answers));
  const asked = pathThrough(survey, given).questions.filter((question) => question.kind !== 'text');
  return asked.length >= TRIVIAL && asked.every((question) => isAnswered(question, given));
}

function digestOf(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}
