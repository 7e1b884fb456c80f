import { useWords } from '../parts/desk-context.ts';

/** A fault as the checker says it, and where: a place in a file, or a cell of a workbook. */
export interface DraftFault {
  readonly code: string;
  readonly place: { readonly file: string; readonly path: string } | { readonly sheet: string; readonly cell: string };
  readonly reason: string;
}

/** Reads `notice.faulty notice.json: retention.contacts: …`; a line of another shape is its own reason. */
export function readReportLine(line: string): DraftFault {
  const [, code = '', file = '', path = '', reason = line] = /^(\S+) ([^:]+): (.*?): (.+)$/s.exec(line) ?? [];
  return { code, place: { file, path }, reason };
}

/** What keeps the draft from being published, a line for each fault with its place. */
export function ReportPart({ lines }: { readonly lines: readonly DraftFault[] }) {
  const { questionnaires: text } = useWords().desk;
  return (
    <section class="report" aria-labelledby="report">
      <h2 id="report">{text.report}</h2>
      <p role="status" class={lines.length === 0 ? 'good' : 'fault'}>
        {lines.length === 0 ? text.sound : text.faults(lines.length)}
      </p>
      {lines.length > 0 ? <p class="help">{text.faultHelp}</p> : null}
      <ul class="lines">
        {lines.map(({ code, place, reason }) => (
          <li key={`${JSON.stringify(place)} ${reason}`}>
            <p>
              <strong>{text.kinds[code] ?? text.otherKind}</strong>{' '}
              <code>{'sheet' in place ? `${place.sheet}!${place.cell}` : placeText(place)}</code>
            </p>
            <p lang="en">{reason}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function placeText({ file, path }: { readonly file: string; readonly path: string }): string {
  return path === '' || path === '(file)' ? file : `${file} · ${path}`;
}
