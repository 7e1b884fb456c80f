import { applyEdit } from '../../authoring/edits/apply-edit.ts';
import type { Edit, SurveyDraft } from '../../authoring/edits/edit.ts';
import { cellValue, choicesOf, writtenCell } from '../../authoring/edits/typology-edits.ts';
import type { ProfileDraw } from '../../core/check/profile-draw.ts';
import { EMBLEM_SHAPES, type EmblemMark } from '../../core/survey/presentation.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import type { Typology } from '../../core/survey/typology-schema.ts';
import { Button } from '../../ui/elements/button.tsx';
import { type EditField, EditForm, textField } from '../editing/edit-form.tsx';
import type { Editing } from '../editing/use-editing.ts';
import { DataForm } from '../parts/data-form.tsx';
import { useWords } from '../parts/desk-context.ts';
import { type FieldValues, type FormField, Labelled } from '../parts/fields.tsx';
import { wordFor } from '../words/desk-words.ts';
import { DrawChange } from './drawn-people.tsx';
import type { Criterion, Profile } from './typology-table.tsx';

interface SideProps {
  readonly editing: Editing;
  readonly survey: SurveyDraft;
  readonly onLeave: () => void;
}

interface CellFormProps extends SideProps {
  readonly typology: Typology;
  readonly profile: Profile;
  readonly criterion: Criterion;
  readonly draw: ProfileDraw | undefined;
}

/** One cell: the sign and the value from lists, the sentence that they make, and what it would change before it is kept. */
export function CellForm({ editing: { edit }, survey, typology, profile, criterion, draw, onLeave }: CellFormProps) {
  const words = useWords();
  const { profiles: text, editing } = words.desk;
  const required = profile.requires[criterion.id];
  const choices = choicesOf(survey, criterion);
  const value = required && cellValue(survey, criterion, required.when);
  const isBeyond = !choices || (required !== undefined && !value);
  const editOf = (given: FieldValues): Edit => {
    const bound = (name: string) => (given[name] ? Number(given[name]) : undefined);
    const oneOf = choices?.values.flatMap(({ id }) => (given[id] === 'on' ? [id] : [])) ?? [];
    const asks = choices?.range ? { atLeast: bound('min'), atMost: bound('max') } : { oneOf };
    const written = isBeyond ? '' : writtenCell(survey, criterion, asks);
    return { kind: 'profiles.cell', profile: profile.id, criterion: criterion.id, written };
  };
  const editedBy = (given: FieldValues) => {
    const outcome = applyEdit(survey, editOf(given), true);
    return outcome.kind === 'edited' ? outcome.survey : undefined;
  };
  const fieldsOf = (): readonly FormField[] => {
    const { oneOf = [], atLeast, atMost } = value ?? {};
    const { range, values } = choices ?? { values: [] };
    if (!range)
      return values.map(({ id, label }) => {
        return { name: id, label: words.of(label), type: 'checkbox', value: oneOf.includes(id) ? 'on' : '' };
      });
    return (['min', 'max'] as const).map((name) => ({
      name,
      label: `${editing.settings[name]} ${text.within(words.number(range.min), words.number(range.max))}`,
      value: String((name === 'min' ? atLeast : atMost) ?? ''),
      inputMode: 'numeric',
      fault: (_, given) => (editedBy(given) ? undefined : editing.refused.profiles),
    }));
  };
  return (
    <DataForm
      class="stack"
      fields={isBeyond ? [] : fieldsOf()}
      submit={isBeyond ? text.leaveOut : text.keep}
      save={(given) => void edit(editOf(given))}
      onDone={onLeave}
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
  readonly texts: readonly (readonly [part: 'name' | 'sentence' | 'title', text: LocalText])[];
  /** Only a profile has one. */
  readonly mark?: EmblemMark | undefined;
}

/** The texts of a profile or a criterion, and how a profile looks; or it goes. */
export function NameForm({ of, id, texts, survey, mark, editing, onLeave }: NameFormProps) {
  const words = useWords();
  const { profiles: text } = words.desk;
  const fields = texts.flatMap(([part, written]) =>
    survey.languages.map((language) => {
      const label = `${text.parts[part]}, ${words.languageName(language)}`;
      return textField(`${part} ${language}`, label, written, language, survey, (given) => {
        return { kind: 'profiles.text', of, id, part, language, text: given };
      });
    }),
  );
  const emblems = EMBLEM_SHAPES.map((shape) => [shape, wordFor(text.emblems, shape) ?? shape] as const);
  const own = typeof mark?.emblem === 'string' ? mark.emblem : '';
  const look = { kind: 'profiles.look', profile: id } as const;
  const looks: readonly EditField[] = [
    {
      name: 'emblem',
      label: text.emblem,
      value: own,
      options: own ? emblems : [['', text.own], ...emblems],
      edit: (chosen) => ({ ...look, emblem: EMBLEM_SHAPES.find((shape) => shape === chosen) }),
    },
    {
      name: 'hue',
      label: text.hue,
      value: String(mark?.hue),
      inputMode: 'numeric',
      edit: (given) => ({ ...look, hue: Math.min(359, Math.max(0, Number(given) || 0)) }),
    },
  ];
  return (
    <>
      <EditForm class="stack" fields={mark ? [...fields, ...looks] : fields} editing={editing} />
      <div class="row">
        <Button label={text.close} class="primary" onClick={onLeave} />
        <Button
          label={text.remove[of]}
          onClick={() => {
            if (editing.edit({ kind: 'profiles.remove', of, id })) onLeave();
          }}
        />
      </div>
    </>
  );
}
