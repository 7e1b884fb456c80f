import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import type { WorkbookFindings, WorkbookReading } from '../../wire/organiser/survey-reply.ts';
import { useWords } from '../parts/desk-context.ts';
import { Printable } from '../parts/paper.tsx';
import { wordFor } from '../words/desk-words.ts';

type Line = WorkbookFindings['lines'][number];
type Counts = Readonly<Record<string, number>>;

interface Deciding {
  /** The author has chosen these: `text!A23=help` for the line at this place. */
  readonly accepted?: readonly string[];
  /** Absent where nothing can be chosen any more. */
  readonly onAccept?: ((decisions: readonly string[]) => void) | undefined;
}

interface WorkbookPartProps extends Deciding {
  readonly report: WorkbookReading | undefined;
  readonly name?: string | undefined;
  readonly unread?: Counts | undefined;
}

const VERDICTS = ['faulty', 'to-decide', 'otherwise', 'dropped', 'advice'] as const;
const COUNTED = ['toDecide', 'faulty', 'otherwise', 'carried', 'dropped'] as const;
/** More lines with one reason are folded. */
const MOST_ALIKE = 8;

/** Shows what became of each line of a file, with its place, the reason, and what may be chosen; nothing for what is no report. */
export function WorkbookPart({ report, name, unread = {}, ...deciding }: WorkbookPartProps) {
  const words = useWords();
  const { workbook: text } = words.desk.questionnaires;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [report]);
  if (!report) return null;
  if (!('lines' in report)) return <p class="fault">{words.of(report.says)}</p>;
  const { rows, lines, made = {} } = report;
  const counted = COUNTED.filter((one) => rows[one] > 0);
  return (
    <Printable class="report workbook" label={words.desk.inviting.print}>
      <div class="stack">
        <h3 ref={heading} tabIndex={-1}>
          {text.became} <span class="help">{name}</span>
        </h3>
        {VERDICTS.map((verdict) => (
          <LineGroup key={verdict} verdict={verdict} lines={lines} {...deciding} />
        ))}
      </div>
      <div class="stack">
        <Sums
          title={`${words.number(rows.read)} ${text.rows.read}`}
          labels={text.rows}
          counts={Object.fromEntries(counted.map((one) => [one, rows[one]]))}
        />
        <p class="help">{counted.map((one) => words.number(rows[one])).join(' + ')}</p>
        <Sums title={text.made} labels={text.makes} counts={made} />
        <Sums title={text.unread} labels={text.unreadKinds} counts={unread} />
      </div>
    </Printable>
  );
}

interface SumsProps {
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly counts: Counts;
}

/** How many there are of each thing; nothing where there is none of any. */
function Sums({ title, labels, counts }: SumsProps) {
  const words = useWords();
  const found = Object.entries(counts).filter(([, count]) => count > 0);
  if (found.length === 0) return null;
  return (
    <div>
      <h4>{title}</h4>
      <dl>
        {found.map(([one, count]) => (
          <div key={one}>
            <dt>{wordFor(labels, one)}</dt>
            <dd class="strong">{words.number(count)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function placeOf({ sheet, cell }: Line): string {
  return `${sheet}!${cell}`;
}

/** Returns how many lines wait for a choice. */
export function undecidedLines({ lines }: WorkbookFindings, accepted: readonly string[]): number {
  const isChosen = (line: Line) => accepted.some((one) => one.startsWith(`${placeOf(line)}=`));
  return lines.filter((line) => line.verdict === 'to-decide' && !isChosen(line)).length;
}

/** Lines that wait for an act come before those that are only read. */
const isToDo = (verdict: Line['verdict']) => verdict === 'to-decide' || verdict === 'faulty';

interface LinesProps extends Deciding {
  readonly lines: readonly Line[];
}

/** The lines with one verdict. Those with one reason and the same choices are decided together, until the author takes them one by one. */
function LineGroup({ verdict, lines, ...deciding }: LinesProps & Pick<Line, 'verdict'>) {
  const words = useWords();
  const { workbook: text } = words.desk.questionnaires;
  const [apart, setApart] = useState<readonly string[]>([]);
  const own = lines.filter((line) => line.verdict === verdict);
  if (own.length === 0) return null;
  const keys = own.map(({ code, choices = [] }) => `${code} ${choices.map(({ says }) => says.en).join()}`);
  const groups = own.flatMap((line, place) => {
    const key = keys[place] ?? '';
    const group = own.filter((_, other) => keys[other] === key);
    const isAlone = apart.includes(key) || (verdict !== 'to-decide' && group.length <= MOST_ALIKE);
    if (isAlone) return [{ key, group: [line] }];
    return group[0] === line ? [{ key, group }] : [];
  });
  return (
    <details
      class="fold"
      open={isToDo(verdict) || (verdict === 'otherwise' && !lines.some((line) => isToDo(line.verdict)))}
    >
      <summary>
        {text.verdict[verdict]} <span>{verdict === 'to-decide' ? text.nothingYet : words.number(own.length)}</span>
      </summary>
      <table class="as-lines">
        <tbody>
          {groups.map(({ key, group }) => (
            <LineRow
              key={group.map((line) => `${placeOf(line)} ${line.says.en}`).join()}
              lines={group}
              onApart={() => setApart([...apart, key])}
              {...deciding}
            />
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** A line with its choices, or lines that are decided together. A choice that is made stays in sight; pressed again, it is taken back. */
function LineRow({ lines, accepted = [], onAccept, onApart }: LinesProps & { readonly onApart: () => void }) {
  const words = useWords();
  const { workbook: text } = words.desk.questionnaires;
  const [line, ...alike] = lines;
  if (!line) return null;
  const places = lines.map(placeOf);
  // The lines of a text are counted; a workbook names its cells.
  const nameOf = (one: Line) => (/^texte?$/.test(one.sheet) ? text.line(one.cell.replace(/\D+/, '')) : placeOf(one));
  const place = nameOf(line);
  const isMany = lines.length > MOST_ALIKE;
  const details = isMany ? lines.map((one) => `${one.cell} ${one.text}`) : line.details;
  const lost = line.verdict === 'to-decide' ? [{ id: 'drop', says: undefined }] : [];
  const others = accepted.filter((one) => !places.includes(one.slice(0, one.indexOf('='))));
  return (
    <tr>
      <th scope="row">{alike.length > 0 ? text.alike(lines.length) : place}</th>
      <td>
        {alike.length === 0 || isMany
          ? line.text
          : lines.map((one) => (
              <p key={placeOf(one)}>
                <span class="help">{nameOf(one)}</span> {one.text}
              </p>
            ))}
      </td>
      <td>
        <p>{words.of(line.says)}</p>
        <div class="row">
          {(onAccept ? (line.choices ?? lost) : []).map(({ id, says }) => {
            const chosen = places.map((one) => `${one}=${id}`);
            const isChosen = chosen.every((one) => accepted.includes(one));
            return (
              <button
                key={id}
                type="button"
                class="pill"
                aria-pressed={isChosen}
                onClick={() => onAccept?.(isChosen ? others : [...others, ...chosen])}
              >
                {says ? words.of(says) : text.leaveOut}
                {alike.length > 0 ? `, ${text.all}` : <span class="unseen"> {place}</span>}
              </button>
            );
          })}
          {onAccept && alike.length > 0 ? <Button label={text.apart} class="quiet" onClick={onApart} /> : null}
        </div>
        {details ? (
          <details>
            <summary>{text.details(details.length)}</summary>
            <p>{details.join(' · ')}</p>
          </details>
        ) : null}
      </td>
    </tr>
  );
}
