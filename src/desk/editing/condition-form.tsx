import { plainCondition } from '../../core/answering/routing.ts';
import { toSurvey } from '../../core/survey/questionnaire.ts';
import { Button } from '../../ui/elements/button.tsx';
import { ConditionParts, sayCondition } from '../../ui/screens/questions/condition-words.tsx';
import { questionsStrings } from '../../ui/screens/questions/questions-words.ts';
import { ChoiceList } from '../parts/choice-list.tsx';
import { useWords } from '../parts/desk-context.ts';
import { type ConditionPart, itemsBefore, partsOfRule, ruleOfParts } from './conditions.ts';
import type { QuestionProps } from './edit-form.tsx';

/** When a question is asked, from lists, with the sentence that this makes. */
export function ConditionForm({ editing, survey, asked }: QuestionProps) {
  const words = useWords();
  const { editing: text } = words.desk;
  const items = itemsBefore(survey, asked.id);
  const simple = partsOfRule(asked.showIf);
  const { how, parts } = simple ?? { how: 'all', parts: [] };
  const edit = (next: readonly ConditionPart[], by = how) =>
    editing.edit({ kind: 'condition', question: asked.id, rule: ruleOfParts({ how: by, parts: next }) });
  const begun = (item = items.at(-1), sign = item?.signs[0] ?? 'answered'): ConditionPart => {
    const isOption = sign === 'is' || sign === 'isNot';
    return { item: item?.id ?? '', sign, value: isOption ? (item?.options[0]?.id ?? '') : '1' };
  };
  if (items.length === 0) return null;
  const questions = items.map(({ id, number, label }) => [id, `${number} · ${words.of(label)}`] as const);
  const line = (part: ConditionPart, at: number) => {
    const item = items.find(({ id }) => id === part.item);
    const put = (one: ConditionPart) => edit(parts.with(at, one));
    const signs = item?.signs ?? [part.sign];
    const options = (item?.options ?? []).map(({ id, label }) => [id, words.of(label)] as const);
    const value = { label: text.whichValue, value: part.value, onChoose: (of: string) => put({ ...part, value: of }) };
    return (
      <div key={at} class="row">
        {at > 0 ? <b>{how === 'all' ? text.and : text.or}</b> : null}
        <ChoiceList
          label={text.whichQuestion}
          value={part.item}
          options={questions}
          onChoose={(chosen) => put(begun(items.find(({ id }) => id === chosen)))}
        />
        <ChoiceList
          label={text.whichSign}
          value={part.sign}
          options={signs.map((one) => [one, text.signs[one]] as const)}
          onChoose={(chosen) =>
            put(
              begun(
                item,
                signs.find((one) => one === chosen),
              ),
            )
          }
        />
        {part.sign === 'is' || part.sign === 'isNot' ? <ChoiceList {...value} options={options} /> : null}
        {part.sign === 'chosen' || part.sign === 'atLeast' || part.sign === 'atMost' ? (
          <span class="short">
            <input
              type="text"
              inputMode="numeric"
              aria-label={text.whichValue}
              value={part.value}
              onChange={({ currentTarget }) => value.onChoose(currentTarget.value.replace(',', '.'))}
            />
          </span>
        ) : null}
        <span class="moves">
          <Button
            label="×"
            aria-label={text.removePart(at + 1)}
            class="quiet target"
            onClick={() => edit(parts.filter((_, other) => other !== at))}
          />
        </span>
      </div>
    );
  };
  const condition = sayCondition(plainCondition(asked.showIf ?? { all: [] }), toSurvey(survey), words);
  const add = (label: string, by: typeof how) => <Button label={label} onClick={() => edit([...parts, begun()], by)} />;
  return (
    <fieldset class="condition stack">
      <legend class="strong">{text.askedIf}</legend>
      {parts.map(line)}
      {asked.showIf ? (
        <p>{questionsStrings(words.uiLanguage).only(condition.says)}</p>
      ) : (
        <p class="help">{text.always}</p>
      )}
      <ConditionParts {...condition} />
      <div class="row">
        {simple && (parts.length < 2 || how === 'all')
          ? add(parts.length === 0 ? text.addCondition : text.addAnd, 'all')
          : null}
        {parts.length === 1 || (parts.length > 1 && how === 'any') ? add(text.addOr, 'any') : null}
        {simple ? null : <Button label={text.removeCondition} onClick={() => edit([])} />}
      </div>
    </fieldset>
  );
}
