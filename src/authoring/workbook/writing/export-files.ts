import * as v from 'valibot';
import { noticeSchema } from '../../../core/survey/notice.ts';
import { presentationSchema } from '../../../core/survey/presentation.ts';
import { surveySchema } from '../../../core/survey/survey-schema.ts';
import { areasIn } from '../take-workbook.ts';
import { writeWorkbook } from './write-workbook.ts';

const exportedSchema = v.object({
  survey: surveySchema,
  notice: v.exactOptional(noticeSchema),
  presentation: v.exactOptional(presentationSchema),
  results: v.exactOptional(v.looseObject({})),
});

const REVISION = /^([1-9]\d*)\.json$/;

/** Writes the newest revision among the files of a survey as a workbook; nothing where there is none, or where its files are not in the shape of a survey. */
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
  // As they are, not as they are read: what a default would add is not in the file.
  if (!v.is(exportedSchema, exported)) return undefined;
  return writeWorkbook(exported, areasIn(lists));
}
