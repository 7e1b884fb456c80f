import { entriesIn } from '../../authoring/edits/apply-edit.ts';
import type { ListName, QuestionDraft, SurveyDraft } from '../../authoring/edits/edit.ts';
import { Button } from '../../ui/elements/button.tsx';
import { useWords } from '../parts/desk-context.ts';
import { FieldControl, Labelled } from '../parts/fields.tsx';
import { type EditField, EditForm, type QuestionProps, textField } from './edit-form.tsx';
import { OrderedRow, useOrder } from './ordered-rows.tsx';

/** The options, rows or levels of a question: their texts, and their order. */
export function EntryRows({ editing, survey, asked, list, language }: QuestionProps & { readonly list: ListName }) {
  const words = useWords();
  const { editing: text } = words.desk;
  const entries = entriesIn(survey, asked, list);
  const others = list === 'levels' ? numbersOfScale(survey, asked) : [];
  const of = { question: asked.id, list };
  const order = useOrder(entries.length, (from, to, isAfter = to > from) => {
    const gap = to + (isAfter ? 1 : 0);
    const rank = gap > from ? gap - 1 : gap;
    const entry = entries[from]?.id ?? '';
    return rank !== from && editing.edit({ kind: 'entry.move', ...of, entry, to: rank }) ? { rank } : undefined;
  });
  const add = (at: number) => {
    const label = text.newEntry(entries.length + 1);
    if (editing.edit({ kind: 'entry.add', ...of, at, language, text: label })) order.focus(at);
  };
  const remove = (entry: string, at: number) => {
    if (editing.edit({ kind: 'entry.remove', ...of, entry })) order.focus(at);
  };
  const press = (event: KeyboardEvent, entry: string, at: number) => {
    const { key, altKey, target } = event;
    const isText = target instanceof HTMLInputElement && target.type === 'text';
    if (!(altKey && key === 'Delete') && !(isText && key === 'Enter')) return;
    event.preventDefault();
    // A text that is being typed is kept first.
    if (isText) target.blur();
    if (key === 'Enter') add(at + 1);
    else remove(entry, at);
  };
  const marks =
    list !== 'options' ? [] : asked.kind === 'multiple' ? (['specify', 'exclusive'] as const) : (['specify'] as const);
  const rows = entries.map((entry) => ({
    ...entry,
    field: textField(`text ${entry.id}`, words.of(entry.label), entry.label, language, survey, (written) => ({
      kind: 'entry.text',
      ...of,
      entry: entry.id,
      language,
      text: written,
    })),
    boxes: marks.map(
      (mark): EditField => ({
        name: `${mark} ${entry.id}`,
        label: text.marks[mark],
        type: 'checkbox',
        value: entry[mark] ? 'on' : '',
        edit: (value) => ({ kind: 'entry.mark', ...of, entry: entry.id, mark, isOn: value === 'on' }),
      }),
    ),
  }));
  const removing = (id: string, name: string, at: number) => (
    <Button label="×" aria-label={text.remove(name)} class="quiet target" onClick={() => remove(id, at)} />
  );
  return (
    <div ref={order.root} class="stack entries">
      <h3>{text.lists[list]}</h3>
      {others.length > 0 ? <p class="caution">{text.sharedLevels(others.join(', '))}</p> : null}
      <EditForm class="stack" fields={rows.flatMap(({ field, boxes }) => [field, ...boxes])} editing={editing}>
        {(form) => (
          <ol class="lines">
            {rows.map(({ id, label, field, boxes }, at) => (
              <OrderedRow
                key={id}
                {...{ order, at }}
                name={words.of(label)}
                acts={removing(id, words.of(label), at)}
                onKeyDown={(event) => press(event, id, at)}
              >
                <FieldControl field={field} form={form} isAlone />
                {boxes.map((one) => (
                  <Labelled key={one.name} field={one} form={form} />
                ))}
                {form.faults[field.name] ? (
                  <span class="fault" role="alert">
                    {form.faults[field.name]}
                  </span>
                ) : null}
              </OrderedRow>
            ))}
          </ol>
        )}
      </EditForm>
      <div class="row">
        <Button label={text.add[list]} onClick={() => add(entries.length)} />
        <span class="help keys">{text.keys}</span>
      </div>
      {order.status}
    </div>
  );
}

/** Lists the numbers of the other questions that have the levels of a matrix. */
function numbersOfScale({ sections }: SurveyDraft, asked: QuestionDraft): readonly number[] {
  const scale = asked.kind === 'matrix' ? asked.scale : undefined;
  const all = sections.flatMap(({ questions }) => questions);
  return all.flatMap((one, at) => (one !== asked && one.kind === 'matrix' && one.scale === scale ? [at + 1] : []));
}
