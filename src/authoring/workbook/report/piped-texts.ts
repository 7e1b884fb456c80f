import type { ReportWriter } from './report.ts';
import type { Table } from './table.ts';

/** What names an answer in a text: `${name}`, and as LimeSurvey has it `{TOKEN:FIRSTNAME}` and `{name.shown}`. */
const PIPED = /\$\{[^}]*\}|\{(?:TOKEN:\w+|\w+\.(?:shown|NAOK|value))\}/;
/** HTML and Markdown, which other programs draw. */
const MARKUP =
  /<\/?(?:p|b|i|u|br|strong|em|span|div|a|img|font|h[1-6])\b[^>]*>|&(?:nbsp|amp|quot|#\d+);|\*\*[^*]+\*\*/i;

/** Says of each carried text which signs of it people will read as they are, though another program replaces them. */
export function sayPiping(table: Table, report: ReportWriter): void {
  for (const { key, place } of table.columns) {
    if (key !== 'label' && key !== 'hint') continue;
    for (const row of table.rows) {
      const text = row.cells[place]?.text ?? '';
      const [piped] = PIPED.exec(text) ?? [];
      const [markup] = MARKUP.exec(text) ?? [];
      if (!report.isCarried(table.sheet, row.number)) continue;
      const cell = { sheet: table.sheet, row: row.number, column: place };
      if (markup !== undefined) report.say(cell, 'advice', 'text.markup', markup);
      if (piped !== undefined) report.say(cell, 'to-decide', 'text.piping', piped);
    }
  }
}
