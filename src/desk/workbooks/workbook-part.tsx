import type { WorkbookFindings, WorkbookReading } from '../../wire/organiser/survey-reply.ts';
import { useWords } from '../parts/desk-context.ts';
import { Printable } from '../parts/paper.tsx';

interface WorkbookPartProps {
  readonly report: WorkbookReading | undefined;
  /** The cells of which it is accepted that what they say is lost, where that can still be decided. */
  readonly accepted?: readonly string[];
  readonly onAccept?: (cells: readonly string[]) => void;
}

const COUNTED = ['read', 'carried', 'otherwise', 'dropped', 'toDecide', 'faulty'] as const;

/** What became of each row of a workbook, with the cell and the reason; nothing for what is no report. */
export function WorkbookPart({ report: given, accepted, onAccept }: WorkbookPartProps) {
  const words = useWords();
  const { workbook: text } = words.desk.questionnaires;
  if (!given) return null;
  if (!('lines' in given)) return <p class="fault">{words.of(given.says)}</p>;
  const { rows, lines, decisions } = given;
  const advice = lines.filter(({ verdict }) => verdict === 'advice');
  const lineOf = (line: WorkbookFindings['lines'][number]) => (
    <Line
      key={`${line.sheet}!${line.cell} ${line.says.en}`}
      line={line}
      isDecided={decisions.includes(`${line.sheet}!${line.cell}`)}
      accepted={accepted}
      onAccept={onAccept}
    />
  );
  return (
    <Printable class="report workbook" label={words.desk.inviting.print}>
      <h3>{words.desk.questionnaires.report}</h3>
      <dl>
        {COUNTED.filter((name) => rows[name] > 0).map((name) => (
          <div key={name}>
            <dt>{text.rows[name]}</dt>
            <dd>{words.number(rows[name])}</dd>
          </div>
        ))}
      </dl>
      <ul class="lines">{lines.filter(({ verdict }) => verdict !== 'advice').map(lineOf)}</ul>
      {advice.length > 0 ? (
        <details>
          <summary>{text.advice(advice.length)}</summary>
          <ul class="lines">{advice.map(lineOf)}</ul>
        </details>
      ) : null}
    </Printable>
  );
}

interface LineProps {
  readonly accepted: WorkbookPartProps['accepted'] | undefined;
  readonly onAccept: WorkbookPartProps['onAccept'] | undefined;
  readonly line: WorkbookFindings['lines'][number];
  /** What its cell says would be lost, which somebody has to accept. */
  readonly isDecided: boolean;
}

function Line({ line, isDecided, accepted, onAccept }: LineProps) {
  const words = useWords();
  const { workbook: text } = words.desk.questionnaires;
  const { sheet, cell, verdict, text: written, says, details } = line;
  const place = `${sheet}!${cell}`;
  return (
    <li>
      <p>
        {verdict === 'advice' ? null : (
          <>
            <strong>{text.verdict[verdict]}</strong> ·{' '}
          </>
        )}
        <code>{place}</code> {written ? <code>{written}</code> : null}
      </p>
      <p>{words.of(says)}</p>
      {details ? (
        <details>
          <summary>{text.details(details.length)}</summary>
          <p>
            <code>{details.join(' · ')}</code>
          </p>
        </details>
      ) : null}
      {onAccept && accepted && isDecided ? (
        <label class="check">
          <input
            type="checkbox"
            checked={accepted.includes(place)}
            onChange={() =>
              onAccept(accepted.includes(place) ? accepted.filter((one) => one !== place) : [...accepted, place])
            }
          />{' '}
          {text.accept(place)}
        </label>
      ) : null}
    </li>
  );
}
