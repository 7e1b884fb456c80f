/** French Excel reads `;` and needs the mark to read UTF-8; quotes doubled, and nothing that it would run. */
export function csvFile(lines: readonly (readonly string[])[]): Blob {
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const text = lines.map((line) => line.map(cell).join(';')).join('\r\n');
  return new Blob(['\ufeff', text, '\r\n'], { type: 'text/csv;charset=utf-8' });
}
