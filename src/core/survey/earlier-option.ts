import type { LocalText } from './survey-parts.ts';

/**
 * By id of a question of the current revision: the options that only earlier revisions offered, compared by id, with their last wording.
 * A question without such options has no entry.
 */
export type EarlierOptions = Readonly<Record<string, readonly EarlierOption[]>>;

interface EarlierOption {
  readonly id: string;
  readonly label: LocalText;
}
