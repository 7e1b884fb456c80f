import type { SurveyDraft } from '../../authoring/edits/edit.ts';
import type { Dependent } from '../../authoring/edits/repair.ts';
import type { Fault } from '../../core/survey/fault.ts';
import { words as french } from '../../words/compiled/faults/fr/faults.mjs';
import { type DeskWords, wordFor } from '../words/desk-words.ts';
import type { EditRefusal } from './use-editing.ts';

/** Says a fault in the language of the desk; English is in the core. */
export function editFaultText({ code, values = [], reason }: Fault, { language, number }: DeskWords): string {
  const sentence =
    language === 'fr' && code ? wordFor<string | ((...values: string[]) => string)>(french, code) : undefined;
  return typeof sentence === 'function'
    ? sentence(...values.map((value) => (typeof value === 'number' ? number(value) : value)))
    : (sentence ?? reason);
}

export function refusalText(refusal: EditRefusal, words: DeskWords): string {
  return 'fault' in refusal && refusal.fault
    ? editFaultText(refusal.fault, words)
    : words.desk.editing.refused[refusal.code];
}

/** « Question 8, sa condition » */
export function dependentText({ kind, id }: Dependent, survey: SurveyDraft, words: DeskWords): string {
  const { editing, questionnaires } = words.desk;
  const number = survey.sections.flatMap(({ questions }) => questions).findIndex((one) => one.id === id) + 1;
  const profile = survey.typology?.profiles.find((one) => one.id === id);
  const name = profile ? words.of(profile.name) : number > 0 ? questionnaires.places.question(number) : id;
  return editing.dependent[kind](name);
}
