import { readFileSync } from 'node:fs';
import { strToU8 } from 'fflate';
import type { WorkbookResult } from '../../../src/authoring/workbook/take-workbook.ts';
import { exportFiles } from '../../../src/authoring/workbook/writing/export-files.ts';
import { type SheetInput, surveyOf } from '../../support/xlsx.ts';

interface QuestionRecord {
  readonly id: string;
  readonly kind: string;
  readonly showIf?: object;
  readonly options?: readonly object[];
  readonly order?: string;
  readonly prefill?: true;
}

/** The questions of every section. */
export function questionsOf(outcome: WorkbookResult): readonly QuestionRecord[] {
  return surveyOf(outcome).sections.flatMap(({ questions }: { questions: readonly QuestionRecord[] }) => questions);
}

/** The files that it makes, as a draft holds them. */
export function draftOf({ files = new Map() }: WorkbookResult): Map<string, Uint8Array> {
  return new Map([...files].map(([path, text]) => [path, strToU8(text)]));
}

/** The workbook of what it makes. */
export function exported(outcome: WorkbookResult): Uint8Array {
  return exportFiles(draftOf(outcome)) ?? new Uint8Array();
}

interface WorkbookFixture {
  readonly sheets: SheetInput;
  /** The lines of its report, where all are known. */
  readonly report?: readonly string[];
}

/** A workbook of `test/fixtures/workbooks`. */
export function workbookFixture(name: string): WorkbookFixture {
  return JSON.parse(readFileSync(`test/fixtures/workbooks/${name}.json`, 'utf8'));
}
