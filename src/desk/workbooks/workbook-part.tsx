import { useEffect, useRef } from 'preact/hooks';
import type { WorkbookFindings, WorkbookReading } from '../../wire/organiser/survey-reply.ts';
import { useWords } from '../parts/desk-context.ts';
import { Printable } from '../parts/paper.tsx';
import { wordFor } from '../words/desk-words.ts';

type Line = WorkbookFindings['lines'][number];

interface Deciding {
  /** What the author has chosen: `text!A23=help` for the line at this place. */
  readonly accepted?: readonly string[] | undefined;
  /** Absent where nothing can be chosen any more. */
  readonly onAccept?: ((decisions: readonly string[]) => void) | undefined;
}

interface WorkbookPartProps extends Deciding {
  readonly report: WorkbookReading | undefined;
  /** The file that was read, and how often it has what is not read of it. */
  readonly file?: { readonly name: string; readonly unread: Readonly<Record<string, number>> } | undefined;
}

const VERDICTS = ['to-decide', 'faulty', 'otherwise', 'dropped', 'advice'] as const;
const COUNTED = ['toDecide', 'faulty', 'otherwise', 'carried', 'dropped'] as const;
/** More lines with one reason are one line, which opens, and are decided together. */
const MOST_ALIKE = 8;

/** What became of each line of a file, with its place, the reason, and what may be chosen; nothing for what is no report. */
export function WorkbookPart({ report, file, ...deciding }: WorkbookPartProps) {
  const words = useWords();
  const { workbook: text } = words.desk.questionnaires;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [report]);
  if (!report) return null;
  if (!('lines' in report)) return <p class="fault">{words.of(report.says)}</p>;
  const { rows, lines, made } = report;
  const ofVerdict = (verdict: Line['verdict']) => lines.filter((line) => line.verdict === verdict);
  const chosen = ofVerdict('to-decide').length - undecidedLines(report, deciding.accepted);
  const counted = COUNTED.filter((name) => rows[name] > 0);
  const sum = counted.map((name) => words.number(rows[name])).join(' + ');
  return (
    <Printable class="report workbook" label={words.desk.inviting.print}>
      <div class="stack">
        <h3 ref={heading} tabIndex={-1}>
          {text.became} <span class="help">{file?.name}</span>
        </h3>
        {VERDICTS.filter((verdict) => ofVerdict(verdict).length > 0).map((verdict) => (
          <details key={verdict} class="fold" open={verdict !== 'dropped' && verdict !== 'advice'}>
            <summary>
              {text.verdict[verdict]}{' '}
              <span>{verdict === 'to-decide' ? text.nothingYet : words.number(ofVerdict(verdict).length)}</span>
            </summary>
            <LineTable groups={groupsOf(ofVerdict(verdict))} {...deciding} />
          </details>
        ))}
      </div>
      <div class="stack">
        <Sums
          title={`${words.number(rows.read)} ${text.rows.read}`}
          labels={chosen > 0 ? { ...text.rows, toDecide: text.chosen(chosen) } : text.rows}
          counts={Object.fromEntries(counted.map((name) => [name, rows[name]]))}
          total={sum}
        />
        <Sums title={text.made} labels={text.makes} counts={made ?? {}} />
        <Sums title={text.unread} labels={text.unreadKinds} counts={file?.unread ?? {}} />
      </div>
    </Printable>
  );
}

interface SumsProps {
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, number>>;
  /** What the counts add up to, written out. */
  readonly total?: string;
}

/** How many there are of each thing; nothing where there is none of any. */
function Sums({ title, labels, counts, total }: SumsProps) {
  const words = useWords();
  const found = Object.entries(counts).filter(([, count]) => count > 0);
  if (found.length === 0) return null;
  return (
    <div>
      <h4>{title}</h4>
      <dl>
        {found.map(([name, count]) => (
          <div key={name}>
            <dt>{wordFor(labels, name)}</dt>
            <dd>{words.number(count)}</dd>
          </div>
        ))}
      </dl>
      {total ? <p class="help">{total}</p> : null}
    </div>
  );
}

/** Returns how many lines wait for a choice. */
export function undecidedLines({ lines }: WorkbookFindings, accepted: readonly string[] = []): number {
  const isChosen = (line: Line) => accepted.some((one) => one.startsWith(`${placeOf(line)}=`));
  return lines.filter((line) => line.verdict === 'to-decide' && !isChosen(line)).length;
}

/** Returns whether a line was left out without a choice of the author. */
export function isNotTaken({ verdict, choices = [] }: Line): boolean {
  return verdict === 'dropped' && choices.length === 0;
}

function placeOf({ sheet, cell }: Line): string {
  return `${sheet}!${cell}`;
}

/** Lines in their order; many with one reason are a group, at the place of the first. */
function groupsOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) groups.set(line.code, [...(groups.get(line.code) ?? []), line]);
  return lines.flatMap((line) => {
    const group = groups.get(line.code) ?? [];
    if (group.length <= MOST_ALIKE) return [[line]];
    return group[0] === line ? [group] : [];
  });
}

interface LineTableProps extends Deciding {
  readonly groups: readonly (readonly Line[])[];
}

function LineTable({ groups, ...deciding }: LineTableProps) {
  return (
    <table class="as-lines">
      <tbody>
        {groups.map(([line, ...alike]) =>
          line ? <LineRow key={`${placeOf(line)} ${line.says.en}`} line={line} alike={alike} {...deciding} /> : null,
        )}
      </tbody>
    </table>
  );
}

interface LineRowProps extends Deciding {
  readonly line: Line;
  /** Other lines with the same reason. */
  readonly alike: readonly Line[];
}

function LineRow({ line, alike, ...deciding }: LineRowProps) {
  const words = useWords();
  const { workbook: text } = words.desk.questionnaires;
  const lines = [line, ...alike];
  const { sheet, cell, details } = line;
  // The lines of a text are counted; a workbook names its cells.
  const place = /^texte?$/.test(sheet) ? text.line(cell.replace(/\D+/, '')) : placeOf(line);
  return (
    <tr>
      <th scope="row">{alike.length > 0 ? text.alike(lines.length) : place}</th>
      <td>{line.text}</td>
      <td>
        <p>{words.of(line.says)}</p>
        <Choices lines={lines} place={place} {...deciding} />
        {details ? (
          <details>
            <summary>{text.details(details.length)}</summary>
            <p>{details.join(' · ')}</p>
          </details>
        ) : null}
        {alike.length > 0 ? (
          <details>
            <summary>{text.each}</summary>
            <LineTable groups={lines.map((one) => [one])} {...deciding} />
          </details>
        ) : null}
      </td>
    </tr>
  );
}

interface ChoicesProps extends Deciding {
  readonly lines: readonly Line[];
  /** Tells the buttons of one line from those of another, for those who hear them. */
  readonly place: string;
}

/** The choices for one line, or for all lines with one reason. The one that is made stays in sight, and pressed again it is taken back. */
function Choices({ lines, place, accepted = [], onAccept }: ChoicesProps) {
  const words = useWords();
  const { workbook: text } = words.desk.questionnaires;
  const [{ verdict, choices = [] } = { verdict: 'advice' }] = lines;
  const offered = choices.length > 0 || verdict !== 'to-decide' ? choices : [{ id: 'drop', says: undefined }];
  if (!onAccept || offered.length === 0) return null;
  const places = lines.map(placeOf);
  const others = accepted.filter((one) => !places.includes(one.slice(0, one.indexOf('='))));
  return (
    <div class="row">
      {lines.length > 1 ? <span>{text.all}</span> : null}
      {offered.map(({ id, says }) => {
        const chosen = places.map((one) => `${one}=${id}`);
        const isChosen = chosen.every((one) => accepted.includes(one));
        return (
          <button
            key={id}
            type="button"
            class="pill"
            aria-pressed={isChosen}
            onClick={() => onAccept(isChosen ? others : [...others, ...chosen])}
          >
            {says ? words.of(says) : text.leaveOut}
            <span class="unseen"> {place}</span>
          </button>
        );
      })}
    </div>
  );
}
