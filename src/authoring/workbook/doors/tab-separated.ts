/** A record of a tab-separated file, with the line that it begins on. */
export interface TsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** Reads fields that may be in double quotes, where tabs, line breaks and doubled quotes belong to the text. */
export function tsvRecords(text: string): readonly TsvRecord[] {
  const records: TsvRecord[] = [];
  let fields: string[] = [];
  let line = 1;
  let start = 1;
  const end = () => {
    if (fields.some((field) => field !== '')) records.push({ line: start, fields });
    fields = [];
    start = line;
  };
  for (let at = 0; at <= text.length; ) {
    let field = '';
    if (text[at] === '"') {
      const { value, next } = quotedAt(text, at);
      field = value;
      line += value.split('\n').length - 1;
      at = next;
    }
    const rest = /[^\t\r\n]*/y;
    rest.lastIndex = at;
    const plain = rest.exec(text)?.[0] ?? '';
    fields.push(field + plain);
    at += plain.length;
    if (text[at] === '\t') at++;
    else {
      if (text[at] === '\r' && text[at + 1] === '\n') at++;
      at++;
      line++;
      end();
    }
  }
  return records;
}

function quotedAt(text: string, at: number): { readonly value: string; readonly next: number } {
  const body = /"((?:[^"]|"")*)"?/y;
  body.lastIndex = at;
  const [whole = '"', inside = ''] = body.exec(text) ?? [];
  return { value: inside.replaceAll('""', '"').replaceAll('\r\n', '\n'), next: at + whole.length };
}
