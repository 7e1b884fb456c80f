import { useEffect, useRef } from 'preact/hooks';
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
/** More lines with one reason and the same choices are decided together. */
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
            <dd>{words.number(count)}</dd>
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

/** The lines with one verdict. Many alike are one, at the place of the first. */
function LineGroup({ verdict, lines, ...deciding }: LinesProps & Pick<Line, 'verdict'>) {
  const words = useWords();
  const { workbook: text } = words.desk.questionnaires;
  const own = lines.filter((line) => line.verdict === verdict);
  if (own.length === 0) return null;
  const keys = own.map(({ code, choices = [] }) => `${code} ${choices.map(({ says }) => says.en).join()}`);
  const groups = own.flatMap((line, place) => {
    const group = own.filter((_, other) => keys[other] === keys[place]);
    return group.length <= MOST_ALIKE ? [[line]] : group[0] === line ? [group] : [];
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
          {groups.map((group) => (
            <LineRow key={group.map((line) => `${placeOf(line)} ${line.says.en}`).join()} lines={group} {...deciding} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** A line with its choices, or many lines that are decided together. A choice that is made stays in sight; pressed again, it is taken back. */
function LineRow({ lines, accepted = [], onAccept }: LinesProps) {
  const words = useWords();
  const { workbook: text } = words.desk.questionnaires;
  const [line, ...alike] = lines;
  if (!line) return null;
  const places = lines.map(placeOf);
  // The lines of a text are counted; a workbook names its cells.
  const place = /^texte?$/.test(line.sheet) ? text.line(line.cell.replace(/\D+/, '')) : placeOf(line);
  const details = alike.length > 0 ? lines.map((one) => `${one.cell} ${one.text}`) : line.details;
  const lost = line.verdict === 'to-decide' ? [{ id: 'drop', says: undefined }] : [];
  const others = accepted.filter((one) => !places.includes(one.slice(0, one.indexOf('='))));
  return (
    <tr>
      <th scope="row">{alike.length > 0 ? text.alike(lines.length) : place}</th>
      <td>{line.text}</td>
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
