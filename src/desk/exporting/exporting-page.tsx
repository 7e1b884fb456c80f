import { useState } from 'preact/hooks';
import { participationReply } from '../../wire/organiser/organiser-reply.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { countQuery, cutText, NothingCounted } from '../parts/counted.tsx';
import { may, useDesk } from '../parts/desk-context.ts';
import { useGet } from '../parts/use-get.ts';
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
  const [cells, chooseCells] = useKept('cells');
  const [choices, choose] = useKept('choices');
  // The desk reads a survey in one language: that of the desk, if the survey has it.
  const [labels = ''] = survey.languages;
  const queryOf = (format: string) => {
    const isRead = format.startsWith('read');
    const isTable = /^(read)?\.(csv|xlsx)$/.test(format);
    return countQuery(WITHOUT_CUT.includes(format) ? { withToday: false } : desk, {
      ...(isRead && { reader: words.language }),
      ...((isRead || format === '.sps' || (isTable && cells)) && { labels }),
      ...(isTable && choices && { choices }),
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
                <label class="check">
                  <input
                    type="checkbox"
                    checked={cells !== ''}
                    onChange={(event) => chooseCells(event.currentTarget.checked ? 'labels' : '')}
                  />
                  {text.labels}
                </label>
                <label class="check">
                  <input
                    type="checkbox"
                    checked={choices !== ''}
                    onChange={(event) => choose(event.currentTarget.checked ? 'columns' : '')}
                  />
                  {text.choiceColumns}
                </label>
              </div>
            </details>
          ) : null}
        </section>
      ))}
      <RescuePart />
    </>
  );
}

/** Shows how many rows a file will have. */
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

/** A choice that the tab keeps until the session ends; at first none. */
function useKept(name: string): [string, (chosen: string) => void] {
  const key = `barometre-export-${name}`;
  const [value, setValue] = useState(() => sessionStorage.getItem(key) ?? '');
  const keep = (chosen: string) => {
    sessionStorage.setItem(key, chosen);
    setValue(chosen);
  };
  return [value, keep];
}
