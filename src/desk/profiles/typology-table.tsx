import type { ComponentChildren } from 'preact';
import type { SurveyDraft } from '../../authoring/edits/edit.ts';
import { cellValue, choicesOf } from '../../authoring/edits/typology-edits.ts';
import { toSurvey } from '../../core/survey/questionnaire.ts';
import type { Typology } from '../../core/survey/typology-schema.ts';
import { Emblem } from '../../ui/emblems/emblem.tsx';
import { ChoiceList } from '../parts/choice-list.tsx';
import { useWords } from '../parts/desk-context.ts';
import type { DeskWords } from '../words/desk-words.ts';

export type Profile = Typology['profiles'][number];
export type Criterion = Typology['criteria'][number];

/** A profile, a criterion, or the cell of both. */
export interface Selection {
  readonly profile?: string | undefined;
  readonly criterion?: string | undefined;
}

interface GridProps {
  readonly head: string;
  readonly profiles: readonly Profile[];
  readonly rows: readonly {
    readonly key: string;
    readonly head: ComponentChildren;
    readonly cell: (of: Profile) => ComponentChildren;
  }[];
  readonly onSelect: (to: Selection) => void;
}

/** A column for each profile, whose head opens it. On a phone each row is a list. */
function Grid({ head, profiles, rows, onSelect }: GridProps) {
  const words = useWords();
  const open = (profile: Profile) => (
    <button type="button" class="head row" data-emblem={profile.id} onClick={() => onSelect({ profile: profile.id })}>
      <Emblem profile={profile.id} /> {words.of(profile.name)}
    </button>
  );
  return (
    <table class="profile-table as-lines">
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {profiles.map((profile) => (
            <th key={profile.id} scope="col">
              {open(profile)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.head}</th>
            {profiles.map((profile) => (
              <td key={profile.id}>
                <div class="without-heads">{open(profile)}</div>
                {row.cell(profile)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface TypologyTableProps extends Pick<GridProps, 'onSelect'> {
  readonly survey: SurveyDraft;
  readonly typology: Typology;
  /** The places of notes, by number, and the profiles that are alike. */
  readonly notes: readonly (Selection & { readonly twins: readonly string[] })[];
  readonly selected: Selection;
}

/** Profiles by criteria, as on paper: each cell is a button that opens it at the side. */
export function TypologyTable({ survey, typology, notes, selected, onSelect }: TypologyTableProps) {
  const words = useWords();
  const { profiles: text } = words.desk;
  const twins = notes.flatMap((one) => one.twins);
  const rows = typology.criteria.map((criterion) => {
    const { question } = choicesOf(survey, criterion) ?? {};
    const isOf = (one: Selection, id: string) => one.profile === id && one.criterion === criterion.id;
    return {
      key: criterion.id,
      head: (
        <button type="button" class="quiet flush" onClick={() => onSelect({ criterion: criterion.id })}>
          {words.of(criterion.short ?? criterion.title)}
          {question ? <span class="help"> {text.question(question.number)}</span> : null}
        </button>
      ),
      cell: (profile: Profile) => {
        const number = notes.findIndex((one) => isOf(one, profile.id)) + 1;
        return (
          <button
            type="button"
            id={cellId({ profile: profile.id, criterion: criterion.id })}
            class={`secondary cell${twins.includes(profile.id) ? ' is-twin' : ''}`}
            aria-label={`${words.of(profile.name)}, ${words.of(criterion.title)}, ${cellWords(survey, criterion, profile, words)}${number > 0 ? ` (${number})` : ''}`}
            aria-pressed={isOf(selected, profile.id)}
            onClick={() => onSelect({ profile: profile.id, criterion: criterion.id })}
          >
            {cellWords(survey, criterion, profile, words)} {number > 0 ? <b class="fault">({number})</b> : null}
          </button>
        );
      },
    };
  });
  return <Grid head={text.criterion} profiles={typology.profiles} rows={rows} onSelect={onSelect} />;
}

export function cellId({ profile, criterion }: Selection): string {
  return `cell-${profile}-${criterion}`;
}

/** Says what a profile asks of a criterion: « 3 au moins », « Oui ou Non », « ne compte pas ». */
export function cellWords(survey: SurveyDraft, criterion: Criterion, { requires }: Profile, words: DeskWords): string {
  const { profiles: text } = words.desk;
  const required = requires[criterion.id];
  if (!required) return text.nothing;
  const { atLeast, atMost, oneOf } = cellValue(survey, criterion, required.when) ?? {};
  const labels = new Map(choicesOf(survey, criterion)?.values.map(({ id, label }) => [id, words.of(label)]));
  if (oneOf) return oneOf.map((id) => labels.get(id) ?? id).join(text.or);
  if (atLeast !== undefined && atMost !== undefined) return text.between(words.number(atLeast), words.number(atMost));
  if (atLeast !== undefined) return text.atLeast(words.number(atLeast));
  return atMost === undefined ? words.of(required.says) : text.atMost(words.number(atMost));
}

interface WeightTableProps extends Pick<TypologyTableProps, 'survey' | 'typology' | 'onSelect'> {
  readonly onPoints: (of: { item: string; option: string; profile: string }, points: number) => void;
}

/** The points of a quiz: a list in each cell, from −3 to 3. */
export function WeightTable({ survey, typology, onSelect, onPoints }: WeightTableProps) {
  const words = useWords();
  const points = new Map(typology.affinity?.weights.map((one) => [`${one.item} ${one.option}`, one.points]));
  const rows = toSurvey(survey).questions.flatMap((question) => {
    const items = question.items.filter((item) => item !== question.otherItem);
    return items.flatMap((item) =>
      question.choices.map(({ id: option, label }) => ({
        key: `${item} ${option}`,
        head: `${question.number}. ${words.of(label)}`,
        cell: ({ id: profile, name }: Profile) => (
          <ChoiceList
            label={`${words.of(name)}, ${question.number}. ${words.of(label)}`}
            value={String(points.get(`${item} ${option}`)?.[profile] ?? 0)}
            options={[3, 2, 1, 0, -1, -2, -3].map((value) => [`${value}`, words.number(value)] as const)}
            onChoose={(value) => onPoints({ item, option, profile }, Number(value))}
          />
        ),
      })),
    );
  });
  return <Grid head={words.desk.profiles.answer} profiles={typology.profiles} rows={rows} onSelect={onSelect} />;
}
