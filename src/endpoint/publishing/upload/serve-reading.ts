import type { MessagePort } from 'node:worker_threads';
import { serveCalls } from '../../storage/worker-calls.ts';
import { readFileSet, type SurveyFiles } from './kept-files.ts';

/** The files of a survey to be read, and checked unless they were before they were published. */
export interface ReadingCall {
  readonly survey: string;
  readonly files: SurveyFiles;
  readonly isSound: boolean;
}

/** Reads the files of surveys, one survey after the other, until the port is closed. */
export function serveReading(port: MessagePort): void {
  serveCalls(port, ({ survey, files, isSound }: ReadingCall) => readFileSet(survey, files, isSound));
}
