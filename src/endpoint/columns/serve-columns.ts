import type { MessagePort } from 'node:worker_threads';
import { openReader } from '../storage/open-storage.ts';
import type { StorageSource } from '../storage/storage.ts';
import { type MethodCall, perform, serveCalls } from '../storage/worker-calls.ts';
import { type ColumnFilesParts, columnFiles } from './column-files.ts';
import { type Asks, asksOf, EXACT } from './column-queries.ts';
import type { CountedSurvey, CountedSurveys } from './counted-response.ts';
import { type Change, followColumns } from './followed-columns.ts';

/** Names what the columns are read from: data, so that a thread can be given it. */
export interface ColumnsParts {
  readonly source: StorageSource;
  readonly surveys: CountedSurveys;
  /** Absent where no files of columns are kept. */
  readonly files?: ColumnFilesParts | undefined;
}

export type Ask = MethodCall<Asks>;

export type ColumnsCall =
  | { readonly kind: 'load' }
  | { readonly kind: 'keep' }
  | { readonly kind: 'published'; readonly survey: string; readonly published: CountedSurvey | undefined }
  | { readonly kind: 'changed'; readonly survey: string; readonly change: Change }
  | { readonly kind: 'asked'; readonly survey: string; readonly ask: Ask };

/** A file that only lacks changes is rewritten once in so many minutes: its time must not tell when a response came, and it may be large. */
const LATE = 60;

/** Counts in the columns, one call after the other, until the port is closed. */
export function serveColumns(port: MessagePort, { source, surveys: first, files: parts }: ColumnsParts): void {
  const surveys = new Map(first);
  const reader = openReader(source);
  const files = parts && columnFiles(parts);
  const followed = followColumns(reader, surveys, undefined, files);
  let kept = 0;

  async function answer(call: ColumnsCall): Promise<unknown> {
    if (call.kind === 'load') for (const survey of surveys.keys()) await followed.of(survey);
    if (call.kind === 'keep') {
      const isLate = kept++ % LATE === 0;
      await files?.dropOthers(surveys);
      for (const survey of surveys.keys()) await followed.keep(survey, isLate);
    }
    if (call.kind === 'published') {
      if (call.published) surveys.set(call.survey, call.published);
      else surveys.delete(call.survey);
      // Its columns are read again when they are next asked for.
      followed.forget(call.survey);
    }
    // A survey may be published elsewhere before this endpoint has looked.
    if (call.kind === 'changed' && surveys.has(call.survey)) {
      followed.change(call.survey, call.change);
      await followed.of(call.survey);
    }
    if (call.kind !== 'asked') return undefined;
    const { survey, ask } = call;
    const published = surveys.get(survey);
    if (!published) throw new Error(`no survey ${survey}`);
    return perform<Asks>(asksOf(await followed.of(survey, EXACT.has(ask.name)), published), ask);
  }

  serveCalls(port, answer, () => void reader.close());
}
