import { useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { saveFile } from '../../ui/elements/save-file.ts';
import { ColumnNames } from '../../ui/tables/column-names.tsx';
import { type JournalAct, journalReply } from '../../wire/organiser/organiser-reply.ts';
import { csvFile } from '../exporting/csv-file.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { useSite } from '../parts/desk-context.ts';
import { Printable } from '../parts/paper.tsx';
import { useGet } from '../parts/use-get.ts';
import { whoText } from '../questionnaires/survey-words.tsx';
import { type DeskWords, wordFor } from '../words/desk-words.ts';

const OUTCOMES = ['all', 'done', 'dry', 'refused'] as const;
type Outcome = (typeof OUTCOMES)[number];

export function JournalPage() {
  const { words, me } = useSite();
  const { journal: text, site } = words.desk;
  const [month, setMonth] = useState(me.today.slice(0, 7));
  const asked = useGet(`/api/organiser/journal?month=${month}`, journalReply);
  return (
    <div class="colleagues stack">
      <h1 tabIndex={-1}>{site.journal}</h1>
      <p class="help">{text.lead}</p>
      <label>
        {text.month}{' '}
        <select value={month} onChange={({ currentTarget }) => setMonth(currentTarget.value)}>
          {monthsTo(me.today).map((one) => (
            <option key={one} value={one}>
              {words.month(one)}
            </option>
          ))}
        </select>
      </label>
      <CalledPart asked={asked}>{({ acts }) => <Acts key={month} acts={acts} month={month} />}</CalledPart>
    </div>
  );
}

function Acts({ acts, month }: { readonly acts: readonly JournalAct[]; readonly month: string }) {
  const { words } = useSite();
  const { journal: text, inviting } = words.desk;
  const [chosen, setChosen] = useState({ name: '', outcome: 'all' });
  const choose = (one: Partial<typeof chosen>) => setChosen({ ...chosen, ...one });
  const among = (one: Partial<typeof chosen>) => {
    const { name, outcome } = { ...chosen, ...one };
    return acts.filter((act) => [act.name, ''].includes(name) && [outcomeOf(act), 'all'].includes(outcome));
  };
  const shown = among({});
  const columns = Object.values(text.columns);
  const save = () =>
    saveFile(
      csvFile([['', ...columns], ...shown.map((act) => [act.day, ...cellsOf(act, words)])]),
      `journal-${month}.csv`,
    );
  if (acts.length === 0) return <p>{text.none}</p>;
  return (
    <Printable class="stack" label={inviting.print}>
      <div class="row screen-only">
        {[...new Set(acts.map((act) => act.name))].map((name) => (
          <Pill
            key={name}
            isOn={chosen.name === name}
            onClick={() => choose({ name: chosen.name === name ? '' : name })}
          >
            {whoText(name, words)} {totalOf(among({ name }), words)}
          </Pill>
        ))}
      </div>
      <div class="row screen-only">
        {OUTCOMES.map((outcome) => (
          <Pill key={outcome} isOn={chosen.outcome === outcome} onClick={() => choose({ outcome })}>
            {text.filters[outcome]} {totalOf(among({ outcome }), words)}
          </Pill>
        ))}
        <Button label="CSV" onClick={save} />
      </div>
      <table class="as-lines">
        <ColumnNames names={columns} />
        {[...new Set(shown.map(({ day }) => day))].map((day) => (
          <tbody key={day}>
            <tr>
              <th scope="rowgroup" colSpan={columns.length}>
                <b>{words.date(day)}</b>
              </th>
            </tr>
            {shown.map((act) =>
              act.day === day ? (
                <tr key={Object.values(act).join(' ')}>
                  {cellsOf(act, words).map((cell, place) => (
                    <td key={columns[place]}>{cell}</td>
                  ))}
                </tr>
              ) : null,
            )}
          </tbody>
        ))}
      </table>
    </Printable>
  );
}

interface PillProps {
  readonly isOn: boolean;
  readonly onClick: () => void;
  readonly children: preact.ComponentChildren;
}

function Pill({ isOn, onClick, children }: PillProps) {
  return (
    <button type="button" class="pill" aria-pressed={isOn} onClick={onClick}>
      {children}
    </button>
  );
}

function outcomeOf({ outcome }: JournalAct): Outcome {
  return outcome === 'done' || outcome === 'dry' ? outcome : 'refused';
}

/** The number of acts; nothing for a token that may not read counts. */
function totalOf(acts: readonly JournalAct[], words: DeskWords): string {
  const sum = acts.reduce((total, { times }) => total + (times ?? Number.NaN), 0);
  return Number.isNaN(sum) ? '' : words.number(sum);
}

function cellsOf(one: JournalAct, words: DeskWords): readonly string[] {
  const { journal: text, refusals } = words.desk;
  const kind = outcomeOf(one);
  const says =
    kind === 'refused' ? text.refused(wordFor(refusals, one.outcome) ?? one.outcome) : text.filters[kind].toLowerCase();
  const act = wordFor(text.acts, one.act) ?? `${text.other} (${one.act})`;
  const times = one.times === null ? '' : `×\u00a0${words.number(one.times)}`;
  return [whoText(one.name, words), act, one.survey, says, times];
}

/** This month and the eleven before. */
function monthsTo(today: string): readonly string[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return Array.from({ length: 12 }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  );
}
