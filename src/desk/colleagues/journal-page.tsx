import { useState } from 'preact/hooks';
import { saveFile } from '../../ui/elements/save-file.ts';
import { type JournalAct, journalReply } from '../../wire/organiser/organiser-reply.ts';
import { csvFile } from '../exporting/csv-file.ts';
import { Button } from '../parts/button.tsx';
import { CalledPart } from '../parts/called-part.tsx';
import { useSite } from '../parts/desk-context.ts';
import { Printable } from '../parts/paper.tsx';
import { useGet } from '../parts/use-get.ts';
import { whoText } from '../questionnaires/survey-words.tsx';
import { type DeskWords, wordFor } from '../words/desk-words.ts';

const OUTCOMES = ['all', 'done', 'dry', 'refused'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** Who did what on which day, as far as the token may see it. */
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
  const [name, setName] = useState('');
  const [survey, setSurvey] = useState('');
  const [outcome, setOutcome] = useState<Outcome>('all');
  const chosen = acts.filter((act) => (name === '' || act.name === name) && (survey === '' || act.survey === survey));
  const among = (one: Outcome) => chosen.filter((act) => one === 'all' || outcomeOf(act) === one);
  const shown = among(outcome);
  if (acts.length === 0) return <p>{text.none}</p>;
  const linesOf = (some: readonly JournalAct[]) =>
    some.map(({ day, times, ...act }) => [day, ...wordsOf({ day, times, ...act }, words), String(times ?? '')]);
  const columns = Object.values(text.columns);
  return (
    <Printable class="stack" label={inviting.print}>
      <div class="fields screen-only">
        <Choice all={text.everyone} acts={acts} by="name" value={name} onChoose={setName} />
        <Choice all={text.allSurveys} acts={acts} by="survey" value={survey} onChoose={setSurvey} />
      </div>
      <div class="row screen-only">
        {OUTCOMES.map((one) => (
          <button key={one} type="button" class="pill" aria-pressed={outcome === one} onClick={() => setOutcome(one)}>
            {text.filters[one]} {totalOf(among(one), words)}
          </button>
        ))}
        <Button
          label="CSV"
          onClick={() => saveFile(csvFile([['', ...columns], ...linesOf(shown)]), `journal-${month}.csv`)}
        />
      </div>
      <div class="wide">
        <table class="as-lines">
          <thead>
            <tr>
              {columns.map((one) => (
                <th key={one} scope="col">
                  {one}
                </th>
              ))}
            </tr>
          </thead>
          {[...new Set(shown.map(({ day }) => day))].map((day) => (
            <tbody key={day}>
              <tr>
                <th scope="rowgroup" colSpan={columns.length} class="strong">
                  {words.date(day)}
                </th>
              </tr>
              {linesOf(shown.filter((act) => act.day === day)).map(([, ...cells]) => (
                <tr key={cells.join(' ')}>
                  {cells.map((cell, place) => (
                    <td key={columns[place]} data-label={columns[place]}>
                      {place < 4 || cell === '' ? cell : text.times(words.number(Number(cell)), Number(cell))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </Printable>
  );
}

interface ChoiceProps {
  readonly all: string;
  readonly acts: readonly JournalAct[];
  readonly by: 'name' | 'survey';
  readonly value: string;
  readonly onChoose: (value: string) => void;
}

function Choice({ all, acts, by, value, onChoose }: ChoiceProps) {
  const { words } = useSite();
  return (
    <select aria-label={all} value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
      <option value="">{all}</option>
      {[...new Set(acts.map((act) => act[by]))].filter(Boolean).map((one) => (
        <option key={one} value={one}>
          {`${whoText(one, words)} ${totalOf(
            acts.filter((act) => act[by] === one),
            words,
          )}`}
        </option>
      ))}
    </select>
  );
}

function outcomeOf({ outcome }: JournalAct): Outcome {
  return outcome === 'done' || outcome === 'dry' ? outcome : 'refused';
}

/** The number of acts; nothing for a token that may not read counts. */
function totalOf(acts: readonly JournalAct[], words: DeskWords): string {
  return acts.some(({ times }) => times === null)
    ? ''
    : words.number(acts.reduce((sum, { times }) => sum + (times ?? 0), 0));
}

function wordsOf({ name, act, survey, outcome, ...one }: JournalAct, words: DeskWords): readonly string[] {
  const { journal: text, refusals } = words.desk;
  const kind = outcomeOf({ name, act, survey, outcome, ...one });
  const reason = wordFor(refusals, outcome) ?? outcome;
  const says = kind === 'refused' ? text.refused(reason) : text.filters[kind].toLowerCase();
  return [whoText(name, words), wordFor(text.acts, act) ?? `${text.other} (${act})`, survey, says];
}

/** This month and the eleven before. */
function monthsTo(today: string): readonly string[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return Array.from({ length: 12 }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  );
}
