import { profileFaults } from '../../core/check/profile-check.ts';
import { drawProfiles, type ProfileDraw } from '../../core/check/profile-draw.ts';
import type { Fault } from '../../core/survey/fault.ts';
import { toSurvey } from '../../core/survey/questionnaire.ts';
import { applyEdit } from './apply-edit.ts';
import type { SurveyDraft, TypologyEdit } from './edit.ts';
import { type CellValue, cellValue, choicesOf, writtenCell } from './typology-edits.ts';

/** An edit that may help, and the profiles that it parts. */
interface Attempt {
  readonly edit: TypologyEdit;
  readonly profiles: readonly string[];
}

/** One edit after which the profiles come alone more often, and what random respondents get then. */
export interface Remedy extends Attempt {
  readonly survey: SurveyDraft;
  readonly draw: ProfileDraw;
}

/** Attempts to compare, and respondents after which one that is no better is given up. */
const MOST_ATTEMPTS = 60;
const FEW_PEOPLE = 500;

/** Tries edits of one cell, or of the points of one answer, against twins and profiles that never come alone. Yields the best so far. */
export function* bestRemedy(survey: SurveyDraft, fault: Fault): Generator<Remedy | undefined> {
  const before = profileFaults(toSurvey(survey)).length;
  let best: Remedy | undefined;
  let most = 0;
  for (const attempt of attemptsFor(survey, fault).slice(0, MOST_ATTEMPTS)) {
    const outcome = applyEdit(survey, attempt.edit);
    const ready = outcome.kind === 'edited' ? toSurvey(outcome.survey) : undefined;
    if (outcome.kind !== 'edited' || !ready || profileFaults(ready).length > before) continue;
    let share = 0;
    for (const draw of drawProfiles(ready)) {
      share = Math.min(...attempt.profiles.map((id) => draw.alone.get(id) ?? 0)) / draw.people;
      if (draw.people >= FEW_PEOPLE && share <= most) break;
      if (draw.people >= FEW_PEOPLE) best = { ...attempt, survey: outcome.survey, draw };
      yield best;
    }
    most = Math.max(most, share);
  }
  yield best;
}

/** Lists the edits that may help: a cell asks the opposite of the profile that it hides, or an answer gives a profile more points. */
function attemptsFor(survey: SurveyDraft, { code, path, values = [] }: Fault): readonly Attempt[] {
  const { profiles = [], criteria = [], affinity } = survey.typology ?? {};
  const [, , place, , cell] = path.split('.');
  const own = profiles[Number(place)];
  const [one, other] = values.map((value) => profiles.find(({ name }) => name[survey.languages[0] ?? ''] === value));
  if (!own) return [];
  const points = (beside = own) =>
    toSurvey(survey).questions.flatMap(({ items, otherItem, choices }) =>
      items.flatMap((item) =>
        (item === otherItem ? [] : choices).map(
          ({ id: option }): Attempt => ({
            edit: { kind: 'profiles.weight', profile: own.id, item, option, points: 3 },
            profiles: [own.id, beside.id],
          }),
        ),
      ),
    );
  const cells = (hidden = own, changed = profiles.filter((profile) => profile !== hidden)) =>
    changed.flatMap((profile) =>
      criteria.flatMap((criterion): readonly Attempt[] => {
        const written = cell && cell !== criterion.id ? '' : oppositeCell(survey, criterion, hidden);
        const edit = { kind: 'profiles.cell', profile: profile.id, criterion: criterion.id, written } as const;
        return written === '' ? [] : [{ edit, profiles: [hidden.id, profile.id] }];
      }),
    );
  switch (code) {
    case 'same-weights':
      return points(one);
    case 'profile-outweighed':
      return points(other);
    case 'same-conditions':
    case 'profile-covered':
      return cells(one, [own]);
    case 'profile-never-alone':
      return affinity ? [] : cells();
    default:
      return [];
  }
}

type TypologyDraft = NonNullable<SurveyDraft['typology']>;

/** Writes a cell that agrees with no answer of a profile's; empty where there is none. */
function oppositeCell(
  survey: SurveyDraft,
  criterion: TypologyDraft['criteria'][number],
  { requires }: TypologyDraft['profiles'][number],
): string {
  const required = requires[criterion.id];
  const { atLeast, atMost, oneOf = [] } = (required && cellValue(survey, criterion, required.when)) ?? {};
  const { range, values = [] } = choicesOf(survey, criterion) ?? {};
  const others = values.flatMap(({ id }) => (oneOf.includes(id) ? [] : [id]));
  const opposite = (): CellValue => {
    if (!range) return { oneOf: oneOf.length > 0 ? others : [] };
    if (atMost !== undefined && atMost < range.max) return { atLeast: atMost + 1 };
    return atLeast !== undefined && atLeast > range.min ? { atMost: atLeast - 1 } : {};
  };
  return writtenCell(survey, criterion, opposite());
}
