/*
 * Writes a survey's folder from its workbook: `node src/build/make-survey.mjs docs/example-quiz.xlsx public/surveys`, when the workbook has
 * changed. The workbook is the source; the folder is committed because the application is built without reading workbooks.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';

const [workbook, surveys] = process.argv.slice(2);
if (!workbook || !surveys) throw new Error('usage: node src/build/make-survey.mjs WORKBOOK SURVEYS_FOLDER');
const { module } = await runnerImport('/src/authoring/workbook/take-workbook.ts', {
  root: process.cwd(),
  configFile: false,
});
const taken = module.takeWorkbook(readFileSync(workbook), { lists: new Map(), id: 'survey' });
if (taken.kind === 'refused') throw new Error(taken.says.en);
for (const { sheet, cell, verdict, says } of taken.report.lines)
  process.stderr.write(`${sheet}!${cell} ${verdict}: ${says.en}\n`);
if (!taken.files) throw new Error('this workbook has faults');
mkdirSync(join(surveys, taken.id), { recursive: true });
for (const [path, text] of taken.files) writeFileSync(join(surveys, taken.id, path), text);
