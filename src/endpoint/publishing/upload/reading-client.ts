import { refusalOf } from '../../../authoring/workbook/report/refusals.ts';
import type { TakeOptions, WorkbookOutcome } from '../../../authoring/workbook/take-workbook.ts';
import type { TranslationOptions } from '../../../authoring/workbook/translating/take-translation.ts';
import { type Calls, inThread, type Start, startCalls } from '../../storage/worker-calls.ts';
import type { FileSetRead, ReadUpload, SurveyFiles } from './kept-files.ts';
import type { ReadingCall } from './serve-reading.ts';

/** Starts what reads, in a thread where it is built. */
export type StartReading = Start<null>;

export interface UploadReading {
  readonly read: ReadUpload;
  /** Makes survey files of a workbook, with a report. */
  readonly take: TakeWorkbook;
  /** Puts the texts of a workbook into the files of a draft. */
  readonly translate: TranslateWorkbook;
  /** Writes the newest revision as a workbook; nothing where there is none, or where it takes too long. */
  readonly write: WriteWorkbook;
  readonly close: () => Promise<void>;
}

export type TakeWorkbook = (bytes: Uint8Array, options: TakeOptions) => Promise<WorkbookOutcome>;
export type TranslateWorkbook = (bytes: Uint8Array, options: TranslationOptions) => Promise<WorkbookOutcome>;
export type WriteWorkbook = (files: SurveyFiles) => Promise<Uint8Array | undefined>;

/** Where the build puts it. */
const THREAD = new URL('./reading-thread.js', import.meta.url);
/** A typology whose enumeration takes more ends this thread, and nothing else. */
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 };
/** How long one survey may take, in milliseconds. */
const PATIENCE = 30_000;
/** After so many milliseconds without work the thread ends. */
const IDLE = 10_000;

const TOO_LONG: FileSetRead = {
  kind: 'faulty',
  faults: [{ file: '(survey)', path: '(survey)', reason: 'it takes too long to check' }],
};

/** Checking a survey takes a tenth of a second and more, in which the thread that answers respondents must go on. */
export function createReading(start: StartReading = inThread(THREAD, MEMORY), patience = PATIENCE): UploadReading {
  let running: Calls<ReadingCall> | undefined;
  let underWay = 0;
  let idle: NodeJS.Timeout | undefined;

  async function end(): Promise<void> {
    const ending = running;
    running = undefined;
    await ending?.stop();
  }

  function started(): Calls<ReadingCall> {
    running ??= startCalls<ReadingCall, null>(start, null, () => {
      running = undefined;
    });
    return running;
  }

  /** Returns `tooLong` where the thread has ended, by the limit of its time or of its memory. */
  async function asked<Value>(call: ReadingCall, tooLong: Value): Promise<Value> {
    clearTimeout(idle);
    underWay++;
    const calls = started();
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      if (running === calls) running = undefined;
      calls.fail(new Error('the survey was not read in time'));
      void calls.stop();
    }, patience);
    try {
      return await calls.ask<Value>(call);
    } catch (error) {
      if (!isLate && running === calls) throw error;
      return tooLong;
    } finally {
      clearTimeout(late);
      if (--underWay === 0) idle = setTimeout(() => void end(), IDLE).unref();
    }
  }

  return {
    read: (survey, files, isSound) => asked<FileSetRead>({ kind: 'files', survey, files, isSound }, TOO_LONG),
    take: (bytes, options) => asked<WorkbookOutcome>({ kind: 'workbook', bytes, options }, refusalOf('too-slow')),
    translate: (bytes, options) =>
      asked<WorkbookOutcome>({ kind: 'translation', bytes, options }, refusalOf('too-slow')),
    write: (files) => asked<Uint8Array | undefined>({ kind: 'export', files }, undefined),
    async close() {
      clearTimeout(idle);
      await end();
    },
  };
}
