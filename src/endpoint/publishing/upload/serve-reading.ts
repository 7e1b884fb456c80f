import type { MessagePort } from 'node:worker_threads';
import { type TakeOptions, takeWorkbook } from '../../../authoring/workbook/take-workbook.ts';
import { exportFiles } from '../../../authoring/workbook/writing/export-files.ts';
import { serveCalls } from '../../storage/worker-calls.ts';
import { readFileSet, type SurveyFiles } from './kept-files.ts';

export type ReadingCall =
  /** The files of a survey to be read, and checked unless they were before they were published. */
  | { readonly kind: 'files'; readonly survey: string; readonly files: SurveyFiles; readonly isSound: boolean }
  | { readonly kind: 'workbook'; readonly bytes: Uint8Array; readonly options: TakeOptions }
  | { readonly kind: 'export'; readonly files: SurveyFiles };

/** Reads surveys, one after the other, until the port is closed. */
export function serveReading(port: MessagePort): void {
  serveCalls(port, (call: ReadingCall) => {
    if (call.kind === 'workbook') return takeWorkbook(call.bytes, call.options);
    return call.kind === 'export' ? exportFiles(call.files) : readFileSet(call.survey, call.files, call.isSound);
  });
}
