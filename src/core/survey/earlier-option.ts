import type { LocalText } from './survey-parts.ts';

/** By question: options that earlier revisions offered and the current one does not, as they were last worded. */
export type EarlierOptions = Readonly<Record<string, readonly EarlierOption[]>>;

interface EarlierOption {
  readonly id: string;
  readonly label: LocalText;
}
