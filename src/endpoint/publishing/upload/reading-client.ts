import { fairTurns } from '../../process/fair-turns.ts';
import { backgroundThread, inThread, type Start, ThreadEnded } from '../../storage/worker-calls.ts';
import type { Asker, CallInTurn, LateReading } from './kept-files.ts';
import type { ReadingMethods } from './serve-reading.ts';

/** Starts what reads, in a thread where it is built. */
export type StartReading = Start<null>;

/** Each call waits for the turn of its asker. */
export type ReadingCalls<Late = LateReading> = <Name extends keyof ReadingMethods>(
  name: Name,
) => CallInTurn<ReadingMethods[Name], Late>;

type Call = { readonly name: string; readonly args: readonly unknown[] };

/** A survey whose check takes more ends this thread, and nothing else. */
const MEMORY = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 8 };
/** How long one survey may take, in milliseconds. */
const PATIENCE = 30_000;
/** After so many milliseconds without work the thread ends. */
const IDLE = 10_000;
const TOGETHER = 2;
/** Calls of one token that wait. */
const WAITING = 20;

const LATE: LateReading = { kind: 'late', code: 'reading.late' };

/**
 * Checking a survey takes a tenth of a second and more, in which the thread that answers respondents must go on. What was published is
 * read in other threads.
 */
export function createReading(start: StartReading = inThread('./reading-thread.js', MEMORY), patience = PATIENCE) {
  const asked = readingThreads(start, patience, WAITING);
  const followed = readingThreads(start, patience, Number.POSITIVE_INFINITY);
  // Publications have threads of their own, so that reading them never waits for what organisers ask.
  const of: ReadingCalls = (name) => (asker, given) =>
    (name === 'read' ? followed : asked).inTurn(asker, async () => ({ name, args: await given() }));
  return {
    of,
    async close() {
      await Promise.all([asked.close(), followed.close()]);
    },
  };
}

/** Two threads; a token has one of them at most. A call that ends its thread, by its time or by its memory, is late, and no other is. */
function readingThreads(start: StartReading, patience: number, waiting: number) {
  const turns = fairTurns({ atOnce: TOGETHER, waiting: 5 * waiting, each: { atOnce: 1, waiting } });
  const threads = Array.from({ length: TOGETHER }, () =>
    backgroundThread<Call, null>(start, () => null, { patience, idle: IDLE }),
  );
  const free = [...threads];
  return {
    async inTurn<Value>({ by, gone }: Asker, call: () => Promise<Call>): Promise<Value | LateReading> {
      const end = await turns.take(by);
      const thread = end && free.pop();
      if (!thread) return { kind: 'late', code: 'rate.limited' };
      try {
        return gone?.aborted ? LATE : await thread.ask<Value>(await call());
      } catch (error) {
        if (error instanceof ThreadEnded) return LATE;
        throw error;
      } finally {
        free.push(thread);
        end();
      }
    },
    close: async () => void (await Promise.all(threads.map((thread) => thread.end()))),
  };
}
