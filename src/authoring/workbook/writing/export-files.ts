import { areasIn } from '../take-workbook.ts';
import { type ExportedSurvey, writeWorkbook } from './write-workbook.ts';

const REVISION = /^([1-9]\d*)\.json$/;

/** Writes the newest revision among the files of a survey as a workbook; nothing where there is no revision. Takes files that were checked. */
export function exportFiles(files: ReadonlyMap<string, Uint8Array>): Uint8Array | undefined {
  const newest = Math.max(...[...files.keys()].map((path) => Number(REVISION.exec(path)?.[1] ?? 0)));
  const textOf = (path: string) => {
    const bytes = files.get(path);
    return bytes && new TextDecoder().decode(bytes);
  };
  const survey = textOf(`${newest}.json`);
  if (survey === undefined) return undefined;
  const exported: Record<string, unknown> = { survey: JSON.parse(survey) };
  for (const name of ['notice', 'presentation', 'results']) {
    const text = textOf(`${name}.json`);
    if (text !== undefined) exported[name] = JSON.parse(text);
  }
  const lists = new Map(
    [...files.keys()].filter((path) => path.startsWith('lists/')).map((path) => [path, textOf(path) ?? '']),
  );
  return writeWorkbook(exported as unknown as ExportedSurvey, areasIn(lists));
}
