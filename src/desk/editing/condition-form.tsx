import type { Edit } from '../../authoring/edits/edit.ts';
import { Button } from '../../ui/elements/button.tsx';
import { useWords } from '../parts/desk-context.ts';
import { FieldControl } from '../parts/fields.tsx';
import { type ConditionPart, conditionText, itemsBefore, partsOfRule, ruleOfParts } from './conditions.ts';
import { type EditField, EditForm, type QuestionProps } from './edit-form.tsx';

/** When a question is asked, from lists, with the sentence that this makes. */
export function ConditionForm({ editing, survey, asked }: QuestionProps) {
  const words = useWords();
  const { editing: text } = words.desk;
  const items = itemsBefore(survey, asked.id);
  const simple = partsOfRule(asked.showIf);
  const { how, parts } = simple ?? { how: 'all', parts: [] };
  const editOf = (next: readonly ConditionPart[], by = how): Edit => ({
    kind: 'condition',
    question: asked.id,
    rule: ruleOfParts({ how: by, parts: next }),
  });
  const begun = (item = items.at(-1), sign = item?.signs[0] ?? 'answered'): ConditionPart => {
    const isOption = sign === 'is' || sign === 'isNot';
    return { item: item?.id ?? '', sign, value: isOption ? (item?.options[0]?.id ?? '') : '1' };
  };
  const lines = parts.map((part, at) => {
    const item = items.find(({ id }) => id === part.item);
    const put = (one: ConditionPart) => editOf(parts.with(at, one));
    const question: EditField = {
      name: `item ${at}`,
      label: text.whichQuestion,
      value: part.item,
      options: items.map(({ id, number, label }) => [id, `${number} · ${words.of(label)}`] as const),
      edit: (id) => put(begun(items.find((one) => one.id === id))),
    };
    const sign: EditField = {
      name: `sign ${at}`,
      label: text.whichSign,
      value: part.sign,
      options: (item?.signs ?? [part.sign]).map((one) => [one, text.signs[one]] as const),
      edit: (chosen) =>
        put(
          begun(
            item,
            item?.signs.find((one) => one === chosen),
          ),
        ),
    };
    const isOption = part.sign === 'is' || part.sign === 'isNot';
    const value: EditField = {
      name: `value ${at}`,
      label: text.whichValue,
      value: part.value,
      ...(isOption && { options: item?.options.map(({ id, label }) => [id, words.of(label)] as const) ?? [] }),
      edit: (written) => put({ ...part, value: written.replace(',', '.') }),
    };
    return part.sign === 'answered' || part.sign === 'blank' ? [question, sign] : [question, sign, value];
  });
  if (items.length === 0) return null;
  const add = (by: typeof how) => editing.edit(editOf([...parts, begun()], by));
  return (
    <section class="condition" aria-labelledby="condition">
      <h3 id="condition">{text.askedIf}</h3>
      <EditForm class="stack" fields={lines.flat()} editing={editing}>
        {(form) =>
          lines.map((fields, at) => (
            <div key={at} class="row">
              {at > 0 ? <b>{how === 'all' ? text.and : text.or}</b> : null}
              {fields.map((field) => (
                <FieldControl key={field.name} field={field} form={form} isAlone />
              ))}
              <Button
                label="×"
                aria-label={text.removePart(at + 1)}
                class="quiet target"
                onClick={() => editing.edit(editOf(parts.filter((_, other) => other !== at)))}
              />
            </div>
          ))
        }
      </EditForm>
      <p class={asked.showIf ? undefined : 'help'}>
        {asked.showIf ? text.sentence(conditionText(asked.showIf, items, words)) : text.always}
      </p>
      <div class="row">
        {simple && (parts.length < 2 || how === 'all') ? (
          <Button label={parts.length === 0 ? text.addCondition : text.addAnd} onClick={() => add('all')} />
        ) : null}
        {parts.length === 1 || (parts.length > 1 && how === 'any') ? (
          <Button label={text.addOr} onClick={() => add('any')} />
        ) : null}
        {simple ? null : <Button label={text.removeCondition} onClick={() => editing.edit(editOf([]))} />}
      </div>
    </section>
  );
}
