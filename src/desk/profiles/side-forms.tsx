import type { SurveyDraft } from '../../authoring/edits/edit.ts';
import { cellValue, choicesOf, editTypology, type TypologyEdit } from '../../authoring/edits/typology-edits.ts';
import type { ProfileDraw } from '../../core/check/profile-draw.ts';
import { EMBLEM_SHAPES, type EmblemMark } from '../../core/survey/presentation.ts';
import type { Typology } from '../../core/survey/typology-schema.ts';
import { Button } from '../../ui/elements/button.tsx';
import type { Called } from '../calls/desk-client.ts';
import { DataForm, textFields } from '../parts/data-form.tsx';
import { useWords } from '../parts/desk-context.ts';
import { type FieldValues, type FormField, Labelled, missing } from '../parts/fields.tsx';
import { wordFor } from '../words/desk-words.ts';
import { DrawChange } from './drawn-people.tsx';

interface SideProps {
  /** Keeps edits as one step; nothing is sent where they cannot be done. */
  readonly onKeep: (edits: readonly TypologyEdit[], look?: EmblemMark) => Promise<Called<unknown>> | undefined;
  readonly onLeave: () => void;
}
export type Keep = SideProps['onKeep'];

interface CellFormProps extends SideProps {
  readonly survey: SurveyDraft;
  readonly typology: Typology;
  readonly profile: Typology['profiles'][number];
  readonly criterion: Typology['criteria'][number];
  readonly draw: ProfileDraw | undefined;
}

/** One cell: the sign and the value from lists, the sentence that they make, and what it would change before it is kept. */
export function CellForm({ survey, typology, profile, criterion, draw, onKeep, onLeave }: CellFormProps) {
  const words = useWords();
  const { profiles: text } = words.desk;
  const required = profile.requires[criterion.id];
  const choices = choicesOf(survey, criterion);
  const value = required && cellValue(survey, criterion, required.when);
  const isBeyond = !choices || (required !== undefined && !value);
  const editOf = (given: FieldValues): TypologyEdit => {
    const counts = survey.facts.filter(({ id, kind }) => kind === 'count' && criterion.facts.includes(id));
    const sum = counts.map(({ id }) => `'${id}'`).join(' + ');
    const bounds = ['≥', '≤'].flatMap((sign) => (given[sign] === undefined ? [] : [`${sum} ${sign} ${given[sign]}`]));
    const chosen = choices?.values.flatMap(({ id }) => (given[id] === 'on' ? [`'${id}'`] : [])) ?? [];
    const written = isBeyond ? '' : [...bounds, ...(chosen.length > 0 ? [chosen.join(', ')] : [])].join(' et ');
    return { kind: 'cell', profile: profile.id, criterion: criterion.id, written };
  };
  const editedBy = (given: FieldValues) => editTypology(survey, editOf(given));
  const fieldsOf = (typed: FieldValues): readonly FormField[] => {
    if (isBeyond) return [];
    const { oneOf = [], atLeast, atMost } = value ?? {};
    const isChosen = (id: string) => (oneOf.includes(id) ? 'on' : '');
    if (!choices.range)
      return choices.values.map(({ id, label }) => ({
        name: id,
        label: words.of(label),
        type: 'checkbox',
        value: isChosen(id),
      }));
    const { min, max } = choices.range;
    const bound = (name: string, at: number, from: number): FormField => ({
      name,
      label: `${text.signs[at]} ${text.within(words.number(min), words.number(max))}`,
      value: String(from),
      inputMode: 'numeric',
      fault: (_, given) => (editedBy(given) ? undefined : text.refused),
    });
    const known = `${atLeast === undefined ? '' : '≥'}${atMost === undefined ? '' : '≤'}`;
    const sign = typed.sign ?? known;
    const signs = ['', '≥', '≤', '≥≤'].map((one, at) => [one, text.signs[at] ?? one] as const);
    return [
      { name: 'sign', label: text.sign, value: known, options: signs },
      ...(sign.includes('≥') ? [bound('≥', 1, atLeast ?? min)] : []),
      ...(sign.includes('≤') ? [bound('≤', 2, atMost ?? max)] : []),
    ];
  };
  return (
    <DataForm
      class="stack"
      fields={fieldsOf}
      submit={isBeyond ? text.leaveOut : text.keep}
      save={(given) => onKeep([editOf(given)])}
      onCancel={onLeave}
      isLeftByEscape
    >
      {(form) => {
        const edited = editedBy(form.given);
        const says = edited?.typology?.profiles.find(({ id }) => id === profile.id)?.requires[criterion.id]?.says;
        return (
          <>
            {isBeyond && required ? <p>{text.beyond(words.of(required.says))}</p> : null}
            {form.fields.map((field) => (
              <Labelled key={field.name} field={field} form={form} />
            ))}
            <blockquote aria-live="polite">
              {words.of(profile.name)} · {says ? words.of(says) : text.nothing}
            </blockquote>
            <DrawChange typology={typology} before={draw} edited={edited} />
          </>
        );
      }}
    </DataForm>
  );
}

interface NameFormProps extends SideProps {
  readonly of: 'profiles' | 'criteria';
  readonly id: string;
  readonly texts: readonly (readonly [part: 'name' | 'sentence' | 'title', text: Readonly<Record<string, string>>])[];
  readonly languages: readonly string[];
  /** Only a profile has one. */
  readonly mark?: EmblemMark | undefined;
}

/** The texts of a profile or a criterion, and how a profile looks; or it goes. */
export function NameForm({ of, id, texts, languages, mark, onKeep, onLeave }: NameFormProps) {
  const words = useWords();
  const { profiles: text, questionnaires } = words.desk;
  const fields = texts.flatMap(([part, written]) =>
    textFields(part, written, languages, {
      fault: missing(questionnaires.missing),
      labelOf: (tag) => `${text.parts[part]}, ${words.languageName(tag)}`,
    }).map((field) => ({ ...field, isUnseen: false })),
  );
  const emblems = EMBLEM_SHAPES.map((shape) => [shape, wordFor(text.emblems, shape) ?? shape] as const);
  const own = typeof mark?.emblem === 'string' ? mark.emblem : '';
  const looks: readonly FormField[] = [
    { name: 'emblem', label: text.emblem, value: own, options: own ? emblems : [['', text.own], ...emblems] },
    { name: 'hue', label: text.hue, value: String(mark?.hue), inputMode: 'numeric' },
  ];
  const save = (given: FieldValues) => {
    const edits = texts.flatMap(([part]) =>
      languages.map((language): TypologyEdit => {
        return { kind: 'text', of, id, part, language, text: given[`${part} ${language}`] ?? '' };
      }),
    );
    const emblem = EMBLEM_SHAPES.find((shape) => shape === given.emblem) ?? mark?.emblem;
    return onKeep(edits, emblem && { emblem, hue: Number(given.hue) });
  };
  return (
    <>
      <DataForm
        class="stack"
        fields={mark ? [...fields, ...looks] : fields}
        submit={text.keep}
        save={save}
        onCancel={onLeave}
      />
      <Button label={text.remove[of]} onClick={() => void onKeep([{ kind: 'remove', of, id }])} />
    </>
  );
}
