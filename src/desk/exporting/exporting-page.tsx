import { participationReply } from '../../wire/organiser/organiser-reply.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { countQuery, cutText, NothingCounted } from '../parts/counted.tsx';
import { may, useDesk } from '../parts/desk-context.ts';
import { useGet } from '../parts/use-get.ts';
import { useKept } from '../parts/use-kept.ts';
import { ExportLine } from './export-line.tsx';
import { RescuePart } from './rescue-part.tsx';

/** Formats by what they are for: an ending of the export's address, after `read` for a table that a person reads. */
const GROUPS = [
  ['read', ['read.xlsx', 'read.csv']],
  ['compute', ['.csv', '.xlsx', '.sps', '.ndjson', '.raw.zip']],
  ['keep', ['.zip', '.comments.csv', '.archive.zip']],
] as const;

/** Formats without what was received: the published tables, and how a program reads a table. */
const WITHOUT_CUT: readonly string[] = ['.zip', '.sps'];

/** Offers files to read, then files to compute with, then those to publish or keep, and shows how many rows they will have. */
export function ExportingPage() {
  const desk = useDesk();
  const { survey, words } = desk;
  const { exporting: text } = words.desk;
  const [hasLabels, putLabels] = useKept('barometre-export-cells');
  const [hasColumns, putColumns] = useKept('barometre-export-choices');
  // The desk reads a survey in one language: that of the desk, if the survey has it.
  const [labels = ''] = survey.languages;
  const queryOf = (format: string) => {
    const isRead = format.startsWith('read');
    const isTable = /^(read)?\.(csv|xlsx)$/.test(format);
    return countQuery(WITHOUT_CUT.includes(format) ? { withToday: false } : desk, {
      ...(isRead && { reader: words.language }),
      ...((isRead || format === '.sps' || (isTable && hasLabels)) && { labels }),
      ...(isTable && hasColumns && { choices: 'columns' }),
    });
  };
  // The same name as the service gives to the CSV table, because the SPSS syntax refers to it.
  const stem = [survey.id, ...(desk.me.demonstration ? ['demonstration'] : []), desk.me.today].join('-');
  return (
    <>
      <h1 tabIndex={-1}>{words.desk.pages.exporting}</h1>
      <p class="notice">{text.raw}</p>
      <p class="help">{text.marked}</p>
      <RowCount />
      {GROUPS.map(([group, formats]) => (
        <section key={group}>
          <h2>{text.groups[group][0]}</h2>
          <p class="help">{text.groups[group][1]}</p>
          <ul class="formats lines">
            {formats
              .filter((format) => format !== '.comments.csv' || may(desk, 'comments'))
              .map((format) => (
                <ExportLine
                  key={format}
                  stem={stem}
                  format={format}
                  query={queryOf(format)}
                  cut={WITHOUT_CUT.includes(format) ? '' : cutText(desk)}
                />
              ))}
          </ul>
          {group === 'compute' ? (
            <details>
              <summary>{text.finer}</summary>
              <div class="fields">
                <ChoiceBox label={text.labels} isChosen={hasLabels} onChange={putLabels} />
                <ChoiceBox label={text.choiceColumns} isChosen={hasColumns} onChange={putColumns} />
              </div>
            </details>
          ) : null}
        </section>
      ))}
      <RescuePart />
    </>
  );
}

function RowCount() {
  const desk = useDesk();
  const { survey, words } = desk;
  const counts = useGet(`/api/organiser/participation/${survey.id}${countQuery(desk)}`, participationReply);
  return (
    <CalledPart asked={counts}>
      {({ complete, partial }) => {
        const rows = complete + partial;
        return (
          <>
            <p class="count">{words.desk.exporting.rows(words.number(rows), rows, cutText(desk))}</p>
            {rows === 0 ? <NothingCounted /> : null}
          </>
        );
      }}
    </CalledPart>
  );
}

interface ChoiceBoxProps {
  readonly label: string;
  readonly isChosen: boolean | undefined;
  readonly onChange: (isChosen: boolean) => void;
}

function ChoiceBox({ label, isChosen, onChange }: ChoiceBoxProps) {
  return (
    <label class="check">
      <input type="checkbox" checked={isChosen} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
      {label}
    </label>
  );
}
