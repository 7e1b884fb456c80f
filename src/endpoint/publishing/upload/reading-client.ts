import { fairTurns } from '../../process/fair-turns.ts';
import { backgroundThread, inThread, type Start, ThreadEnded } from '../../storage/worker-calls.ts';
import type { Asker, CallInTurn, LateReading } from './kept-files.ts';
import type { ReadingCall, ReadingMethods } from './serve-reading.ts';

/** Starts what reads, in a thread where it is built. */
export type StartReading = Start<null>;

/** What a thread does for organisers: each call waits for the turn of its asker. */
export type ReadingCalls<Late = LateReading> = {
  readonly [Name in keyof ReadingMethods]: CallInTurn<ReadingMethods[Name], Late>;
};

interface UploadReading extends ReadingCalls {
  /** Reads what was published, which never waits for what organisers ask. */
  readonly follow: ReadingCalls['read'];
  readonly close: () => Promise<void>;
}

/** The build puts the thread here. */
const THREAD = new URL('./reading-thread.js', import.meta.url);
/** A typology whose enumeration takes more ends this thread, and nothing else. */
const MEMORY = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 };
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
export function createReading(start: StartReading = inThread(THREAD, MEMORY), patience = PATIENCE): UploadReading {
  const asked = readingThreads(start, patience, WAITING);
  const followed = readingThreads(start, patience, Number.POSITIVE_INFINITY);
  return {
    read: (asker, given) => asked.inTurn(asker, async () => ({ name: 'read', args: await given() })),
    clean: (asker, given) => asked.inTurn(asker, async () => ({ name: 'clean', args: await given() })),
    copy: (asker, given) => asked.inTurn(asker, async () => ({ name: 'copy', args: await given() })),
    text: (asker, given) => asked.inTurn(asker, async () => ({ name: 'text', args: await given() })),
    take: (asker, given) => asked.inTurn(asker, async () => ({ name: 'take', args: await given() })),
    translate: (asker, given) => asked.inTurn(asker, async () => ({ name: 'translate', args: await given() })),
    write: (asker, given) => asked.inTurn(asker, async () => ({ name: 'write', args: await given() })),
    follow: (asker, given) => followed.inTurn(asker, async () => ({ name: 'read', args: await given() })),
    async close() {
      await Promise.all([asked.close(), followed.close()]);
    },
  };
}

/** Two threads; a token has one of them at most. A call that ends its thread, by its time or by its memory, is late, and no other is. */
function readingThreads(start: StartReading, patience: number, waiting: number) {
  const turns = fairTurns({ atOnce: TOGETHER, waiting: 5 * waiting, each: { atOnce: 1, waiting } });
  const threads = Array.from({ length: TOGETHER }, () =>
    backgroundThread<ReadingCall, null>(start, () => null, { patience, idle: IDLE }),
  );
  const free = [...threads];
  return {
    async inTurn<Value>({ by, gone }: Asker, call: () => Promise<ReadingCall>): Promise<Value | LateReading> {
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
