import type { MessagePort } from 'node:worker_threads';
import { type TranslationOptions, takeTranslation } from '../../../authoring/workbook/take-translation.ts';
import { type TakeOptions, takeWorkbook } from '../../../authoring/workbook/take-workbook.ts';
import { exportFiles } from '../../../authoring/workbook/writing/export-files.ts';
import { serveCalls } from '../../storage/worker-calls.ts';
import { cleanFiles } from './clean-files.ts';
import { readFileSet, type SurveyFiles } from './kept-files.ts';

export type ReadingCall =
  /** The files of a survey to be read, and checked unless they were before they were published. */
  | { readonly kind: 'files'; readonly survey: string; readonly files: SurveyFiles; readonly isSound: boolean }
  /** Files to be put into a draft. */
  | { readonly kind: 'clean'; readonly files: SurveyFiles }
  | { readonly kind: 'workbook'; readonly bytes: Uint8Array; readonly options: TakeOptions }
  | { readonly kind: 'translation'; readonly bytes: Uint8Array; readonly options: TranslationOptions }
  | { readonly kind: 'export'; readonly files: SurveyFiles };

/** Reads surveys, one after the other, until the port is closed. */
export function serveReading(port: MessagePort): void {
  serveCalls(port, (call: ReadingCall) => {
    switch (call.kind) {
      case 'clean':
        return cleanFiles(call.files);
      case 'workbook':
        return takeWorkbook(call.bytes, call.options);
      case 'translation':
        return takeTranslation(call.bytes, call.options);
      case 'export':
        return exportFiles(call.files);
      case 'files':
        return readFileSet(call.survey, call.files, call.isSound);
    }
  });
}
