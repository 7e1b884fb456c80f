import type { Page } from 'playwright';
import type { Journey } from '../support/journey.ts';

/** A screen in one of its states. */
export interface Shot {
  readonly name: string;
  /** From where the one before ends. */
  readonly reach: (page: Page, journey: Journey) => Promise<unknown>;
  readonly isPrinted?: true;
  /** What is below the fold is not looked at. */
  readonly isFirstScreen?: true;
  /** Milliseconds after which nothing of it changes any more. */
  readonly settles?: number;
}

/** Shots of one endpoint. */
export interface Series {
  readonly env?: Readonly<Record<string, string>>;
  readonly isDemonstration?: true;
  readonly shots: readonly Shot[];
}
