import type { MessagePort } from 'node:worker_threads';
import { takeTranslation } from '../../../authoring/workbook/take-translation.ts';
import { takeWorkbook } from '../../../authoring/workbook/take-workbook.ts';
import { exportFiles } from '../../../authoring/workbook/writing/export-files.ts';
import { type MethodCall, perform, serveCalls } from '../../storage/worker-calls.ts';
import { cleanFiles } from './clean-files.ts';
import { copiedFiles } from './copied-files.ts';
import { readDeskText } from './desk-text.ts';
import { readFileSet } from './kept-files.ts';

const METHODS = {
  read: readFileSet,
  copy: copiedFiles,
  text: readDeskText,
  clean: cleanFiles,
  take: takeWorkbook,
  translate: takeTranslation,
  write: exportFiles,
};

export type ReadingMethods = typeof METHODS;
export type ReadingCall = MethodCall<ReadingMethods>;

/** Reads surveys, one after the other, until the port is closed. */
export function serveReading(port: MessagePort): void {
  serveCalls(port, (call: ReadingCall) => perform<ReadingMethods>(METHODS, call));
}
