import type { ReportWriter } from './report.ts';
import type { Table } from './table.ts';

/** Says of each carried text that names an answer, `${name}`, that people will read these signs as they are. */
export function sayPiping(table: Table, report: ReportWriter): void {
  for (const { key, place } of table.columns) {
    if (key !== 'label' && key !== 'hint') continue;
    for (const row of table.rows) {
      const [piped] = /\$\{[^}]*\}/.exec(row.cells[place]?.text ?? '') ?? [];
      if (piped === undefined || !report.isCarried(table.sheet, row.number)) continue;
      report.say({ sheet: table.sheet, row: row.number, column: place }, 'to-decide', 'text.piping', piped);
    }
  }
}
