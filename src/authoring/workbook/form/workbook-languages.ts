import type { SheetName } from '../report/headers.ts';
import type { CellPlace, ReportWriter } from '../report/report.ts';
import type { Table, TableColumn } from '../report/table.ts';
import { defaultLanguage } from './read-settings.ts';

type Tables = ReadonlyMap<SheetName, Table>;

/** Below this share of its texts a language is begun, not written. */
const WRITTEN = 0.5;

/** Returns the languages, the default one first; `undefined` where neither the settings nor a column says one. */
export function languagesOf(
  tables: Tables,
  language: string | undefined,
  at: CellPlace,
  report: ReportWriter,
): readonly string[] | undefined {
  const columns = (['survey', 'choices', 'barometre', 'notice', 'facts', 'profiles'] as const).flatMap(
    (name) => tables.get(name)?.columns ?? [],
  );
  const tags = [...new Set(columns.flatMap((column) => column.language ?? []))];
  const isPlain = (tables.get('survey')?.columns ?? []).some(
    (column) => column.key === 'label' && column.language === undefined && column.unknownLanguage === undefined,
  );
  const stated = defaultLanguage(tables.get('settings'));
  if (!isPlain && tags.length > 0)
    return stated !== undefined && tags.includes(stated) ? [stated, ...tags.filter((tag) => tag !== stated)] : tags;
  const first = stated ?? language;
  if (first === undefined) return undefined;
  if (stated === undefined) report.say(at, 'advice', 'language.assumed', '', { language: first });
  return [first, ...tags.filter((tag) => tag !== first)];
}

/**
 * Returns the languages that have most of their texts. One that has few is left out, which somebody has to accept: one line for it says more
 * than one for each of its empty cells.
 */
export function wholeLanguages(tables: Tables, languages: readonly string[]): readonly string[] {
  const [first] = languages;
  return languages.filter((tag) => {
    // A variety of a language may leave out what is the same in both.
    if (tag === first || languages.some((one) => tag.startsWith(`${one}-`))) return true;
    const { needed, filled } = labelCounts(tables, tag, first);
    if (filled >= needed * WRITTEN) return true;
    const [found] = [...tables.values()].flatMap((table): readonly (readonly [Table, TableColumn])[] => {
      const column = table.columns.find(({ language }) => language === tag);
      return column ? [[table, column]] : [];
    });
    if (!found) return true;
    const [table, column] = found;
    table.say(column, 'to-decide', 'language.few', column.written, { language: tag, needed, filled });
    return false;
  });
}

/** Returns how many labels there are in the first language, and how many of them in another one. */
function labelCounts(tables: Tables, tag: string, first: string | undefined) {
  let [needed, filled] = [0, 0];
  for (const name of ['survey', 'choices'] as const) {
    const { columns = [], rows = [] } = tables.get(name) ?? {};
    const labels = columns.filter(({ key }) => key === 'label');
    const model = labels.find(({ language }) => language === first) ?? labels.find(({ language }) => !language);
    const other = labels.find(({ language }) => language === tag);
    for (const row of rows) {
      if (!model || !row.cell(model)) continue;
      needed++;
      if (other && row.cell(other)) filled++;
    }
  }
  return { needed, filled };
}
