import * as v from 'valibot';
import { noticeSchema } from '../../../core/survey/notice.ts';
import { presentationSchema } from '../../../core/survey/presentation.ts';
import { surveySchema } from '../../../core/survey/survey-schema.ts';
import { areasIn } from '../take-workbook.ts';
import { type SurveyExport, writeWorkbook } from './write-workbook.ts';

const exportedSchema = v.object({
  survey: surveySchema,
  notice: v.exactOptional(noticeSchema),
  presentation: v.exactOptional(presentationSchema),
  results: v.exactOptional(v.looseObject({})),
});

const REVISION = /^([1-9]\d*)\.json$/;

/** The files of a survey by path. */
export type FileBytes = ReadonlyMap<string, Uint8Array>;

/** Writes the newest revision among the files of a survey as a workbook; `undefined` as for `surveyInFiles`. */
export function exportFiles(files: FileBytes): Uint8Array | undefined {
  const exported = surveyInFiles(files);
  const lists = [...files].filter(([path]) => path.startsWith('lists/'));
  const texts = new Map(lists.map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));
  return exported && writeWorkbook(exported, areasIn(texts));
}

/** Returns the newest revision among the files of a survey; `undefined` where there is none, or where its files are not in the shape of a survey. */
export function surveyInFiles(files: FileBytes): SurveyExport | undefined {
  const newest = Math.max(...[...files.keys()].map((path) => Number(REVISION.exec(path)?.[1] ?? 0)));
  const jsonOf = (path: string): unknown => {
    const bytes = files.get(path);
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  };
  const named = ['notice', 'presentation', 'results'].map((name) => [name, jsonOf(`${name}.json`)] as const);
  const others = Object.fromEntries(named.filter(([, json]) => json !== undefined));
  const exported: unknown = { survey: jsonOf(`${newest}.json`), ...others };
  // As they are, not as they are read: what a default would add is not in the file.
  return v.is(exportedSchema, exported) ? exported : undefined;
}
