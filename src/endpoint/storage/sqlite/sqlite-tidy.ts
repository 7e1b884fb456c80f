import { setTimeout } from 'node:timers/promises';
import { type Background, createBackground } from '../../process/background.ts';
import { StorageUnavailable } from '../storage.ts';
import type { Writer } from './sqlite-writer-client.ts';

/** How long the log may tell when each write came, in milliseconds. */
const LOG_LIFE = 60_000;
/** How long a page may tell which of its rows came last, in milliseconds, while the file is small. */
const TIDY_EVERY = 3_600_000;
const NEVER = Number.NEGATIVE_INFINITY;
export interface FileSize {
  readonly all: number;
  /** Excludes the files of surveys, which reveal nothing about responses. */
  readonly ofResponses: number;
}

/** Bytes that are rewritten (`VACUUM`) in less than a second; a larger file waits for the nightly command. */
const SMALL = 64 * 2 ** 20;
/** While responses take fewer bytes, the order of pages reveals the order of insertion: the file is rewritten at each emptying of the log. */
const TINY = 4 * 2 ** 20;

/**
 * Keeps the files from telling more than the database does. The log tells when each response came, until it is emptied; a page tells
 * which of its rows came last, and holds copies of rows that moved, until the file is rewritten.
 */
export function keepTidy(
  writer: Pick<Writer, 'emptyLog' | 'tidy'>,
  size: () => FileSize,
  every = LOG_LIFE,
  background: Background = createBackground(),
) {
  // As an endpoint that was killed may have left it.
  let isWritten = true;
  let isUntidy = true;
  let keepsErased = true;
  /** When the file was last rewritten: never, where that must not wait for an hour to pass. */
  let tidiedAt = NEVER;

  async function forgetErased() {
    keepsErased = !(await writer.emptyLog());
  }

  /** The last rows that were written are rewritten too, though nothing has arrived since. */
  function isDue() {
    if (!isUntidy) return false;
    const { all, ofResponses } = size();
    return all <= SMALL && (ofResponses <= TINY || Date.now() - tidiedAt >= TIDY_EVERY);
  }

  async function tidy() {
    const before = tidiedAt;
    // What is written or erased meanwhile sets both again.
    isUntidy = false;
    tidiedAt = Date.now();
    try {
      await writer.tidy();
    } catch (error) {
      isUntidy = true;
      tidiedAt = Math.min(before, tidiedAt);
      throw error;
    }
  }

  async function round() {
    try {
      const isTidying = isDue();
      if (!isWritten && !isTidying) return;
      isWritten = false;
      if (isTidying) await tidy();
      // What was written meanwhile has said so already.
      if (await writer.emptyLog()) keepsErased = false;
      else isWritten = true;
    } catch (error) {
      // The next round comes.
      isWritten = true;
      // A full disk, another writer: posts say so already.
      if (!(error instanceof StorageUnavailable)) throw error;
    }
  }

  /** Something was written since the log was emptied. */
  function written() {
    isWritten = true;
    isUntidy = true;
  }

  const timer = setInterval(() => void background('compaction', round), every).unref();
  return {
    written,
    /** Something was erased: its traces must go. Resolves once the log holds none, or a reader keeps it. */
    async erased() {
      written();
      tidiedAt = NEVER;
      await forgetErased();
    },
    /** Empties the log if a reader has kept what was erased in it. */
    async retry() {
      if (keepsErased) await forgetErased();
    },
    stop: () => clearInterval(timer),
  };
}

/** Waits for readers of the log: until it is emptied it holds the pages as they were. */
export async function untilLogIsEmpty(writer: Writer) {
  for (let tries = 0; tries < 100; tries++) {
    if (await writer.emptyLog()) return;
    await setTimeout(50);
  }
  throw new StorageUnavailable('what is erased is still in the log, which another reader holds');
}
