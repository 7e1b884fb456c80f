import type * as v from 'valibot';
import type { EmblemShape } from '../../core/survey/presentation.ts';
import type { Rule } from '../../core/survey/survey-parts.ts';
import type { surveySchema } from '../../core/survey/survey-schema.ts';

/** A revision as its file has it, and as edits change it. */
export type SurveyDraft = v.InferOutput<typeof surveySchema>;
export type SectionDraft = SurveyDraft['sections'][number];
export type QuestionDraft = SectionDraft['questions'][number];

/** The kinds that a question may be changed into; a territory needs a file of areas. */
export const KINDS = ['single', 'multiple', 'matrix', 'number', 'text'] as const;
export type Kind = (typeof KINDS)[number];
/** The lists of a question: levels are those of the scale of a matrix, which others may share. */
export type ListName = 'options' | 'rows' | 'levels';

interface OfQuestion<Name extends string> {
  readonly kind: Name;
  readonly question: string;
}
export interface Written {
  readonly language: string;
  /** Without one, an optional text goes, and a translation is missing. */
  readonly text: string;
}
interface OfEntry {
  readonly list: ListName;
  readonly entry: string;
}

/** One edit of a revision, as data. Ids are those of the file; a new one is made from the label. */
export type Edit =
  | (OfQuestion<'text'> & Written & { readonly part: 'text' | 'help' | 'unit' | 'consent' })
  | (OfQuestion<'setting'> & { readonly key: QuestionSetting; readonly value: number | true | 'random' | undefined })
  /** `labels` are of entries that the kind needs and the question does not have. */
  | (OfQuestion<'kind'> & { readonly to: Kind; readonly language: string; readonly labels: readonly [string, string] })
  | (OfQuestion<'condition'> & { readonly rule: Rule | undefined })
  | (OfQuestion<'entry.text'> & OfEntry & Written)
  | (OfQuestion<'entry.add'> & Written & { readonly list: ListName; readonly at: number })
  | (OfQuestion<'entry.move'> & OfEntry & { readonly to: number })
  | (OfQuestion<'entry.remove'> & OfEntry)
  | (OfQuestion<'entry.mark'> & OfEntry & { readonly mark: 'specify' | 'exclusive'; readonly isOn: boolean })
  | ({ readonly kind: 'question.add'; readonly section: string; readonly at: number } & Written)
  | OfQuestion<'question.duplicate'>
  | OfQuestion<'question.remove'>
  | (OfQuestion<'question.move'> & { readonly section: string; readonly at: number })
  /** The section begins with this question; those after it in its section come along. */
  | (OfQuestion<'section.add'> & Written)
  | ({ readonly kind: 'section.text'; readonly section: string } & Written)
  /** Its questions go to the section before, or after the first. */
  | { readonly kind: 'section.remove'; readonly section: string }
  | TypologyEdit;

interface OfProfile<Name extends string> {
  readonly kind: Name;
  readonly profile: string;
}
interface OfTypology<Name extends string> {
  readonly kind: Name;
  readonly of: 'profiles' | 'criteria';
  readonly id: string;
}

export type TypologyEdit =
  /** Two profiles, which ask the first and the second answer of a question, or get points for them. */
  | ({ readonly kind: 'profiles.begin'; readonly item: string; readonly by: 'criteria' | 'points' } & ProfileNames)
  /** It is written as in a workbook: `≥ 7`, `team, each`. An empty cell does not count for the profile. */
  | (OfProfile<'profiles.cell'> & { readonly criterion: string; readonly written: string })
  | (OfProfile<'profiles.weight'> & { readonly item: string; readonly option: string; readonly points: number })
  /** The new profile is like the last, until its cells are changed. */
  | { readonly kind: 'profiles.add'; readonly name: string }
  /** The first profile asks the first value of the question or row. */
  | { readonly kind: 'profiles.criterion'; readonly item: string }
  | OfTypology<'profiles.remove'>
  | (OfTypology<'profiles.text'> & Written & { readonly part: 'name' | 'sentence' | 'title' })
  /** It changes how the survey is shown, not the revision. */
  | (OfProfile<'profiles.look'> & { readonly emblem?: EmblemShape | undefined; readonly hue?: number });

interface ProfileNames {
  readonly title: string;
  readonly names: readonly [string, string];
}

export type QuestionSetting =
  | 'required'
  | 'min'
  | 'max'
  | 'decimals'
  | 'unknown'
  | 'lines'
  | 'personal'
  | 'order'
  | 'prefill'
  | 'consent';
