import * as v from 'valibot';
import { resultsFileFaults, resultsFileSchema } from '../../core/results/results-file.ts';
import type { Fault } from '../../core/survey/fault.ts';
import { toQuestion, toSurvey } from '../../core/survey/questionnaire.ts';
import { surveySchema } from '../../core/survey/survey-schema.ts';
import { nameTaker } from '../workbook/form/names.ts';
import type { Edit, ListName, QuestionDraft, SectionDraft, SurveyDraft, TypologyEdit, Written } from './edit.ts';
import { type Dependent, faultKey, repairAll } from './repair.ts';
import { changeTypology } from './typology-edits.ts';

export type EditOutcome =
  | { readonly kind: 'edited'; readonly survey: SurveyDraft }
  | {
      readonly kind: 'refused';
      readonly code: 'gone' | 'empty' | 'last-one' | 'out-of-bounds' | 'profiles' | 'depended-on' | 'faulty';
      /** Lists what would go with it, where it is `depended-on`. */
      readonly dependents?: readonly Dependent[];
      /** Says what would be wrong, where it is `faulty`. */
      readonly fault?: Fault;
    };
type Refusal = Extract<EditOutcome, { kind: 'refused' }>['code'];

/** A question begins as an open one. */
const OPEN = { kind: 'text', maxBytes: 2000, lines: 3 } as const;

interface Entry {
  id: string;
  label: Record<string, string>;
  specify?: true | undefined;
  exclusive?: true | undefined;
}

/**
 * Applies an edit to a revision, and leaves the given one as it is. What would become meaningless by it is said first, with what names
 * it in `results.json`, which is not changed; it goes with the edit once `withDependents` wants that.
 */
export function applyEdit(survey: SurveyDraft, edit: Edit, withDependents = false, results?: unknown): EditOutcome {
  const copy = structuredClone(survey);
  const isOfProfiles = isTypologyEdit(edit);
  const refusal = isOfProfiles ? (changeTypology(copy, edit) ? undefined : 'profiles') : change(copy, edit);
  if (refusal) return { kind: 'refused', code: refusal };
  // A scale that no matrix reads any more is in no workbook either.
  for (const id of Object.keys(copy.scales)) if (hasScale(survey, id) && !hasScale(copy, id)) delete copy.scales[id];
  const edited: SurveyDraft = JSON.parse(JSON.stringify(copy));
  if (!v.is(surveySchema, edited)) return { kind: 'refused', code: isOfProfiles ? 'profiles' : 'out-of-bounds' };
  const own = 'question' in edit ? edit.question : '';
  const repair = repairAll(survey, edited);
  if (repair.kind === 'stuck') return { kind: 'refused', code: 'faulty', fault: repair.fault };
  // A setting of the author must be right in itself.
  const wrong = repair.dependents.find(({ kind, id }) => id === own && kind === edit.kind);
  if (wrong?.fault) return { kind: 'refused', code: 'faulty', fault: wrong.fault };
  const lost = entriesLost(survey, edit);
  const dependents = [
    ...repair.dependents.filter(({ kind, id }) => id !== own || kind !== 'setting'),
    ...(lost > 0 ? [{ kind: 'entries', id: String(lost) } as const] : []),
    ...resultsNaming(survey, edited, results),
  ];
  if (dependents.length > 0 && !withDependents) return { kind: 'refused', code: 'depended-on', dependents };
  return { kind: 'edited', survey: edited };
}

/** The entries of a list of a question, as they are in the revision. */
export function entriesIn(survey: SurveyDraft, asked: QuestionDraft, list: ListName): Entry[] {
  if (list === 'options') return 'options' in asked ? asked.options : [];
  if (asked.kind !== 'matrix') return [];
  return list === 'rows' ? asked.rows : (survey.scales[asked.scale]?.levels ?? []);
}

interface Place {
  readonly section: SectionDraft;
  readonly at: number;
  readonly asked: QuestionDraft;
}

export function placeIn(survey: SurveyDraft, question: string): Place | undefined {
  for (const section of survey.sections)
    for (const [at, asked] of section.questions.entries()) if (asked.id === question) return { section, at, asked };
  return undefined;
}

function isTypologyEdit(edit: Edit): edit is TypologyEdit {
  return edit.kind.startsWith('profiles.');
}

function change(survey: SurveyDraft, edit: Exclude<Edit, TypologyEdit>): Refusal | undefined {
  switch (edit.kind) {
    case 'question.add': {
      const section = survey.sections.find(({ id }) => id === edit.section);
      const asked = { id: newId(itemsIn(survey), edit.text), text: { [edit.language]: edit.text } };
      section?.questions.splice(edit.at, 0, { ...asked, ...OPEN });
      return section ? undefined : 'gone';
    }
    case 'section.text': {
      const section = survey.sections.find(({ id }) => id === edit.section);
      return section ? writeText(section, 'title', edit, true) : 'gone';
    }
    case 'section.remove': {
      const at = survey.sections.findIndex(({ id }) => id === edit.section);
      const [gone] = survey.sections.splice(at, at < 0 ? 0 : 1);
      const into = survey.sections[Math.max(0, at - 1)];
      if (!gone || !into) return gone ? 'last-one' : 'gone';
      into.questions.splice(at === 0 ? 0 : into.questions.length, 0, ...gone.questions);
      return undefined;
    }
    default: {
      const place = placeIn(survey, edit.question);
      return place ? changeQuestion(survey, place, edit) : 'gone';
    }
  }
}

type QuestionEdit = Extract<Edit, { readonly question: string }>;

function changeQuestion(survey: SurveyDraft, { section, at, asked }: Place, edit: QuestionEdit): Refusal | undefined {
  switch (edit.kind) {
    case 'text':
      // A text that may be published is one that is read first.
      if (edit.part === 'consent' && asked.kind === 'text' && edit.text !== '') asked.personal = true;
      return writeText(asked, edit.part, edit, edit.part === 'text');
    case 'setting':
      Reflect.set(asked, edit.key, edit.value);
      return undefined;
    case 'condition':
      asked.showIf = edit.rule;
      return undefined;
    case 'kind':
      section.questions[at] = remade(survey, asked, edit);
      return undefined;
    case 'question.duplicate':
      section.questions.splice(at + 1, 0, copied(survey, asked));
      return undefined;
    case 'question.remove':
      section.questions.splice(at, 1);
      survey.sections = survey.sections.filter(({ questions }) => questions.length > 0);
      return survey.sections.length > 0 ? undefined : 'last-one';
    case 'question.move': {
      const into = survey.sections.find(({ id }) => id === edit.section);
      if (!into) return 'gone';
      section.questions.splice(at, 1);
      into.questions.splice(edit.at, 0, asked);
      return section.questions.length > 0 ? undefined : 'last-one';
    }
    case 'section.add': {
      if (at === 0) return 'last-one';
      const taken = survey.sections.map(({ id }) => id);
      const begun = { id: newId(taken, edit.text), title: { [edit.language]: edit.text } };
      survey.sections.splice(survey.sections.indexOf(section) + 1, 0, {
        ...begun,
        questions: section.questions.splice(at),
      });
      return undefined;
    }
    default:
      return changeEntries(survey, asked, edit);
  }
}

type EntryEdit = Extract<QuestionEdit, { readonly list: ListName }>;

function changeEntries(survey: SurveyDraft, asked: QuestionDraft, edit: EntryEdit): Refusal | undefined {
  const entries = entriesIn(survey, asked, edit.list);
  if (edit.kind === 'entry.add') {
    const taken = edit.list === 'rows' ? itemsIn(survey) : entries.map(({ id }) => id);
    entries.splice(edit.at, 0, { id: newId(taken, edit.text), label: { [edit.language]: edit.text } });
    return undefined;
  }
  const at = entries.findIndex(({ id }) => id === edit.entry);
  const entry = entries[at];
  if (!entry) return 'gone';
  if (edit.kind === 'entry.text') return writeText(entry, 'label', edit, true);
  if (edit.kind === 'entry.mark') entry[edit.mark] = edit.isOn || undefined;
  else entries.splice(at, 1);
  if (edit.kind === 'entry.move') entries.splice(edit.to, 0, entry);
  return undefined;
}

/** Writes a text in one language into a part of the revision. */
function writeText(of: object, name: string, { language, text }: Written, isNeeded: boolean) {
  const texts: Record<string, string> = Reflect.get(of, name) ?? {};
  const { [language]: _, ...others } = texts;
  const written = text === '' ? others : { ...texts, [language]: text };
  const isLeft = Object.keys(written).length > 0;
  if (isLeft || !isNeeded) Reflect.set(of, name, isLeft ? written : undefined);
  return isLeft || !isNeeded ? undefined : 'empty';
}

/** Makes the question one of another kind. Options become rows, and rows options. */
function remade(survey: SurveyDraft, asked: QuestionDraft, edit: Extract<Edit, { kind: 'kind' }>): QuestionDraft {
  const { id, text, help, showIf, required, evidence, source, printed } = asked;
  const shared = { id, text, help, showIf, required, evidence, source, printed };
  const order = 'order' in asked ? asked.order : undefined;
  const named = (label: string, place: number) => ({ id: `${place + 1}`, label: { [edit.language]: label } });
  const had: Entry[] = [...entriesIn(survey, asked, 'options'), ...entriesIn(survey, asked, 'rows')];
  const made: Entry[] = edit.labels.map(named);
  const entries = had.length > 1 || (had.length > 0 && edit.to === 'matrix') ? had : made;
  switch (edit.to) {
    case 'single':
      return { ...shared, kind: 'single', options: entries.map(({ exclusive: _, ...one }) => one), order };
    case 'multiple':
      return { ...shared, kind: 'multiple', options: entries, order };
    case 'matrix': {
      const scale = newId(Object.keys(survey.scales), id);
      survey.scales[scale] = { levels: made };
      const taker = nameTaker(false, itemsIn(survey));
      const rows = entries.map((one) => ({ id: taker.take(one.id), label: one.label }));
      return { ...shared, kind: 'matrix', rows, scale, order };
    }
    case 'number':
      return { ...shared, kind: 'number', min: 0, max: 100, decimals: 0 };
    case 'text':
      return { ...shared, ...OPEN };
  }
}

function copied(survey: SurveyDraft, asked: QuestionDraft): QuestionDraft {
  const taker = nameTaker(false, itemsIn(survey));
  const copy = { ...structuredClone(asked), id: taker.take(asked.id) };
  if (copy.kind === 'matrix') for (const row of copy.rows) row.id = taker.take(row.id);
  return copy;
}

/** An id of the first words of a label. */
function newId(taken: readonly string[], label: string): string {
  return nameTaker(false, taken).take(label.slice(0, 24));
}

/** Every name that an answer may have. */
function itemsIn({ sections, scales }: SurveyDraft): readonly string[] {
  return sections.flatMap(({ id, questions }) =>
    questions.flatMap((asked) => [asked.id, ...toQuestion(asked, id, 0, scales).items, `${asked.id}-other`]),
  );
}

function hasScale({ sections }: SurveyDraft, id: string): boolean {
  return sections.some(({ questions }) => questions.some((one) => one.kind === 'matrix' && one.scale === id));
}

/** Counts the entries that a kind without a list would drop. */
function entriesLost(survey: SurveyDraft, edit: Edit): number {
  const place = edit.kind === 'kind' && (edit.to === 'number' || edit.to === 'text') && placeIn(survey, edit.question);
  return place ? (['options', 'rows'] as const).flatMap((list) => entriesIn(survey, place.asked, list)).length : 0;
}

function resultsNaming(before: SurveyDraft, after: SurveyDraft, results: unknown): readonly Dependent[] {
  if (!v.is(resultsFileSchema, results)) return [];
  const known = new Set(resultsFileFaults(results, toSurvey(before)).map(faultKey));
  const faults = resultsFileFaults(results, toSurvey(after)).filter((one) => !known.has(faultKey(one)));
  return faults.map((fault) => ({ kind: 'results', id: fault.path, fault }));
}
