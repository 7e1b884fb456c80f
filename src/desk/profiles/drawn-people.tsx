import type { SurveyDraft } from '../../authoring/edits/edit.ts';
import type { ProfileDraw } from '../../core/check/profile-draw.ts';
import type { Typology } from '../../core/survey/typology-schema.ts';
import { Emblem } from '../../ui/emblems/emblem.tsx';
import { useWords } from '../parts/desk-context.ts';
import { NumberTable } from '../parts/number-table.tsx';
import { useDraw } from './use-draw.ts';

/** How many of 10 000 random respondents get each profile alone: a bar, and its numbers. */
export function DrawnPeople({ typology, draw }: { readonly typology: Typology; readonly draw: ProfileDraw }) {
  const words = useWords();
  const { profiles: text } = words.desk;
  const { people, alone, several, none } = draw;
  const own = typology.profiles.map(({ id, name }) => ({ id, name: words.of(name), count: alone.get(id) ?? 0 }));
  return (
    <section aria-labelledby="shares">
      <h3 id="shares">
        {text.draw(words.number(people))} <span class="help">{text.chance}</span>
      </h3>
      <div class="shares" aria-hidden="true">
        {own.map(({ id, count }) => (
          <span key={id} data-emblem={id} style={{ inlineSize: `${(100 * count) / people}%` }} />
        ))}
      </div>
      <ul class="row">
        {own.map(({ id, name, count }) => (
          <li key={id} class="row" data-emblem={id}>
            <Emblem profile={id} /> {name} <b class={count === 0 ? 'fault' : undefined}>{words.number(count)}</b>{' '}
            {words.percent(count / people)}
          </li>
        ))}
        <li>
          {text.several} <b>{words.number(several)}</b> {words.percent(several / people)}
        </li>
        {none > 0 ? (
          <li>
            {text.without} <b>{words.number(none)}</b> {words.percent(none / people)}
          </li>
        ) : null}
      </ul>
    </section>
  );
}

interface DrawChangeProps {
  readonly typology: Typology;
  readonly before: ProfileDraw | undefined;
  readonly edited: SurveyDraft | undefined;
}

/** The same counts before and after an edit that is not kept yet. */
export function DrawChange({ typology, before, edited }: DrawChangeProps) {
  const words = useWords();
  const { profiles: text } = words.desk;
  const after = useDraw(edited);
  const row = (key: string, name: string, of: (draw: ProfileDraw) => number) => {
    const [was = '…', is = '…'] = [before, after].map((draw) => draw && words.number(of(draw)));
    return { key, name, numbers: [was, was === is ? is : <b key={key}>{is}</b>] };
  };
  return (
    <NumberTable
      first={text.of(words.number(before?.people ?? 10_000))}
      numbers={[text.before, text.after]}
      rows={[
        ...typology.profiles.map(({ id, name }) => row(id, words.of(name), ({ alone }) => alone.get(id) ?? 0)),
        row('several', text.several, ({ several }) => several),
      ]}
      total={row('all', text.all, ({ people }) => people)}
    />
  );
}
