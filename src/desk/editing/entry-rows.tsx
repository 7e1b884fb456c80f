import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { entriesIn, placeIn } from '../../authoring/edits/apply-edit.ts';
import type { ListName, SurveyDraft } from '../../authoring/edits/edit.ts';
import { Button } from '../../ui/elements/button.tsx';
import { useWords } from '../parts/desk-context.ts';
import { FieldControl, Labelled } from '../parts/fields.tsx';
import { StatusNote } from '../parts/status-note.tsx';
import { type EditField, EditForm, type QuestionProps, textField } from './edit-form.tsx';

interface EntryRowsProps extends QuestionProps {
  readonly list: ListName;
}

/** The options, rows or levels of a question: their texts, and their order by buttons, keys or a pointer. */
export function EntryRows({ editing, survey, asked, list, language }: EntryRowsProps) {
  const words = useWords();
  const { editing: text } = words.desk;
  const entries = entriesIn(survey, asked, list);
  const root = useRef<HTMLDivElement>(null);
  /** This gets the focus once it is drawn, a button or the text of the same entry: what moves in the page loses it. */
  const wanted = useRef<readonly [name: string, entry: string] | undefined>(undefined);
  const [statusText, setStatusText] = useState('');
  const dragged = useRef('');
  useLayoutEffect(() => {
    const [name, entry] = wanted.current ?? [];
    if (name === undefined) return;
    const named = (one: string) => root.current?.querySelector<HTMLElement>(`[name="${one} ${entry}"]:enabled`);
    (named(name) ?? named('text'))?.focus();
    wanted.current = undefined;
  });
  const of = { question: asked.id, list };
  const focusAt = (after: SurveyDraft | undefined, at: number) => {
    const place = after && placeIn(after, asked.id);
    const left = place ? entriesIn(after, place.asked, list) : [];
    const entry = left[Math.min(at, left.length - 1)];
    if (entry) wanted.current = ['text', entry.id];
  };
  const move = (entry: string, to: number, name: string) => {
    if (to < 0 || to >= entries.length || !editing.edit({ kind: 'entry.move', ...of, entry, to })) return;
    setStatusText(text.rank(to + 1, entries.length));
    wanted.current = [name, entry];
  };
  const add = (at: number) => {
    const label = text.newEntry(entries.length + 1);
    focusAt(editing.edit({ kind: 'entry.add', ...of, at, language, text: label }), at);
  };
  const remove = (entry: string, at: number) => focusAt(editing.edit({ kind: 'entry.remove', ...of, entry }), at);
  const press = (event: KeyboardEvent, entry: string, at: number) => {
    const { key, altKey, target } = event;
    const isText = target instanceof HTMLInputElement && target.type === 'text';
    const by = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
    if (!(altKey && (by !== 0 || key === 'Delete')) && !(isText && key === 'Enter')) return;
    event.preventDefault();
    // A text that is being typed is kept first.
    if (isText) target.blur();
    if (key === 'Enter') add(at + 1);
    else if (by === 0) remove(entry, at);
    else move(entry, at + by, 'text');
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
  const acts = (id: string, at: number) =>
    [
      ['↑', text.up, at - 1, () => move(id, at - 1, '↑')],
      ['↓', text.down, at + 1, () => move(id, at + 1, '↓')],
      ['×', text.remove, at, () => remove(id, at)],
    ] as const;
  return (
    <div ref={root} class="stack entries">
      <h3>{text.lists[list]}</h3>
      <EditForm class="stack" fields={rows.flatMap(({ field, boxes }) => [field, ...boxes])} editing={editing}>
        {(form) => (
          <ol class="lines">
            {rows.map(({ id, label: texts, field, boxes }, at) => {
              const name = words.of(texts);
              return (
                <li
                  key={id}
                  class="row"
                  onKeyDown={(event) => press(event, id, at)}
                  onDragOver={(event) => event.preventDefault()}
                  onDrop={() => move(dragged.current, at, 'text')}
                >
                  <span
                    class="handle"
                    aria-hidden="true"
                    draggable
                    onDragStart={() => {
                      dragged.current = id;
                    }}
                  >
                    ⠿ {at + 1}
                  </span>
                  <FieldControl field={field} form={form} isAlone />
                  {boxes.map((one) => (
                    <Labelled key={one.name} field={one} form={form} />
                  ))}
                  <span class="row">
                    {acts(id, at).map(([label, says, to, act]) => (
                      <Button
                        key={label}
                        name={`${label} ${id}`}
                        label={label}
                        aria-label={says(name)}
                        class="quiet target"
                        onClick={act}
                        disabled={to < 0 || to >= entries.length}
                      />
                    ))}
                  </span>
                  {form.faults[field.name] ? (
                    <span class="fault" role="alert">
                      {form.faults[field.name]}
                    </span>
                  ) : null}
                </li>
              );
            })}
          </ol>
        )}
      </EditForm>
      <div class="row">
        <Button label={text.add[list]} onClick={() => add(entries.length)} />
        <span class="help keys">{text.keys}</span>
      </div>
      <StatusNote text={statusText} />
    </div>
  );
}
