import { logError } from './log.ts';

/** Work that no request waits for. The metrics count the failures of each. */
export const BACKGROUND_TASKS = ['publication', 'verbatims', 'contacts', 'compaction', 'counting'] as const;
export type BackgroundTask = (typeof BACKGROUND_TASKS)[number];

/**
 * Runs work that no request waits for, and resolves whatever becomes of it: a bug in publishing must not end the process that receives
 * responses. A failure is logged as `<task>-failed` without its message, which may quote what is kept, and counted.
 */
export type Background = (task: BackgroundTask, work: () => unknown, survey?: string) => Promise<void>;

export function createBackground(count: (task: BackgroundTask) => void = () => {}): Background {
  return async (task, work, survey) => {
    try {
      await work();
    } catch (error) {
      logError(`${task}-failed`, error, survey === undefined ? {} : { survey });
      count(task);
    }
  };
}
