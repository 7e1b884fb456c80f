import type { MessagePort } from 'node:worker_threads';
import { takeTranslation } from '../../../authoring/workbook/take-translation.ts';
import { takeWorkbook } from '../../../authoring/workbook/take-workbook.ts';
import { exportFiles } from '../../../authoring/workbook/writing/export-files.ts';
import { readMarkdown } from '../../../edition/markdown.ts';
import { type MethodCall, perform, serveCalls } from '../../storage/worker-calls.ts';
import { cleanFiles } from './clean-files.ts';
import { copiedFiles } from './copied-files.ts';
import { checkFileSet, previewFileSet } from './draft-readings.ts';
import { readFileSet } from './kept-files.ts';

/** Reads a text as the desk draws it while it is written. The file is checked when it is kept. */
function readDeskText(text: string) {
  const {
    head,
    title = null,
    passages,
    faults,
  } = readMarkdown(text, (to) => /^https:\/\/[^/]|^#\/results\/./.test(to));
  return { head: Object.fromEntries(head), title, passages, faults };
}

const methods = {
  read: readFileSet,
  check: checkFileSet,
  preview: previewFileSet,
  copy: copiedFiles,
  text: readDeskText,
  clean: cleanFiles,
  take: takeWorkbook,
  translate: takeTranslation,
  write: exportFiles,
};

type Input<Name extends keyof typeof methods> = Parameters<(typeof methods)[Name]>;
type Output<Name extends keyof typeof methods> = ReturnType<(typeof methods)[Name]>;
export type ReadingMethods = { readonly [Name in keyof typeof methods]: (...given: Input<Name>) => Output<Name> };
export const METHODS: ReadingMethods = methods;

/** Reads surveys, one after the other, until the port is closed. */
export function serveReading(port: MessagePort): void {
  serveCalls(port, (call: MethodCall<ReadingMethods>) => perform<ReadingMethods>(METHODS, call));
}
