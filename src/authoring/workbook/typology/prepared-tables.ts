import { columnHead, type SheetName, sheetNamed } from '../report/headers.ts';
import type { OpenedWorkbook } from '../xlsx/workbook-sheet.ts';

/** The columns of `profiles` and `weights` that are no profiles. */
export const OWN_COLUMNS = {
  profiles: ['criterion', 'title', 'facts', 'short'],
  weights: ['question', 'option', 'label'],
} as const satisfies Partial<Record<SheetName, readonly string[]>>;

/** Returns whether a sheet has no column for a profile yet: it then says nothing of the survey. */
export function isPrepared(role: SheetName | undefined, columns: readonly { readonly key: string }[]): boolean {
  if (role !== 'profiles' && role !== 'weights') return false;
  return columns.every(({ key }) => (OWN_COLUMNS[role] as readonly string[]).includes(key));
}

/** The workbook without the sheets that have no column for a profile yet. */
export function withoutPrepared(workbook: OpenedWorkbook): OpenedWorkbook {
  const sheets = workbook.sheets.filter(({ name, rows }) => {
    const role = sheetNamed(name);
    const heads = (rows[0]?.cells ?? []).flatMap((cell) => (cell ? [columnHead(cell.text)] : []));
    return role === 'explaining' || heads.length === 0 || !isPrepared(role, heads);
  });
  return { ...workbook, sheets };
}
