import { refusalOf } from '../../../authoring/workbook/report/refusals.ts';
import type { TranslationOptions } from '../../../authoring/workbook/take-translation.ts';
import type { TakeOptions, WorkbookOutcome } from '../../../authoring/workbook/take-workbook.ts';
import { backgroundThread, inThread, type Start, ThreadEnded } from '../../storage/worker-calls.ts';
import type { CleanFiles } from './clean-files.ts';
import type { FileSetResult, SurveyFiles, UploadReader } from './kept-files.ts';
import type { ReadingCall } from './serve-reading.ts';

/** Starts what reads, in a thread where it is built. */
export type StartReading = Start<null>;

interface UploadReading {
  readonly read: UploadReader;
  readonly clean: (files: SurveyFiles) => Promise<CleanFiles>;
  /** Makes survey files of a workbook, with a report. */
  readonly take: TakeWorkbook;
  /** Puts the texts of a workbook into the files of a draft. */
  readonly translate: TranslateWorkbook;
  /** Writes the newest revision as a workbook; nothing where there is none, or where it takes too long. */
  readonly write: WriteWorkbook;
  readonly close: () => Promise<void>;
}

export type TakeWorkbook = (bytes: Uint8Array, options: TakeOptions) => Promise<WorkbookOutcome>;
/** Returns nothing where the files of the draft are no survey. */
export type TranslateWorkbook = (
  bytes: Uint8Array,
  options: TranslationOptions,
) => Promise<WorkbookOutcome | undefined>;
export type WriteWorkbook = (files: SurveyFiles) => Promise<Uint8Array | undefined>;

/** The build puts the thread here. */
const THREAD = new URL('./reading-thread.js', import.meta.url);
/** A typology whose enumeration takes more ends this thread, and nothing else. */
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 };
/** How long one survey may take, in milliseconds. */
const PATIENCE = 30_000;
/** After so many milliseconds without work the thread ends. */
const IDLE = 10_000;

const TOO_LONG: FileSetResult = {
  kind: 'faulty',
  faults: [{ file: '(survey)', path: '(survey)', reason: 'it takes too long to check' }],
};

/** Checking a survey takes a tenth of a second and more, in which the thread that answers respondents must go on. */
export function createReading(start: StartReading = inThread(THREAD, MEMORY), patience = PATIENCE): UploadReading {
  const { ask, end } = backgroundThread<ReadingCall, null>(start, () => null, { patience, idle: IDLE });

  /** Returns `tooLong` where the thread has ended, by the limit of its time or of its memory. */
  async function asked<Value>(call: ReadingCall, tooLong: Value): Promise<Value> {
    try {
      return await ask<Value>(call);
    } catch (error) {
      if (error instanceof ThreadEnded) return tooLong;
      throw error;
    }
  }

  return {
    read: (survey, files, isSound) => asked<FileSetResult>({ kind: 'files', survey, files, isSound }, TOO_LONG),
    // Of files that are put, pictures alone take time.
    clean: (files) => asked<CleanFiles>({ kind: 'clean', files }, { kind: 'refused', code: 'picture.unreadable' }),
    take: (bytes, options) => asked<WorkbookOutcome>({ kind: 'workbook', bytes, options }, refusalOf('too-slow')),
    translate: (bytes, options) =>
      asked<WorkbookOutcome | undefined>({ kind: 'translation', bytes, options }, refusalOf('too-slow')),
    write: (files) => asked<Uint8Array | undefined>({ kind: 'export', files }, undefined),
    close: end,
  };
}
