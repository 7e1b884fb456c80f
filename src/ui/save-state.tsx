import type { Keeper } from './state/keeper.ts';
import type { Words } from './words.ts';

interface SaveStateProps {
  readonly keeper: Keeper;
  /** Changes made after finishing, which only finishing again keeps. */
  readonly toConfirm: boolean;
  readonly words: Words;
}

/** One quiet word in one place. It is no live region: what needs to be heard is in the status line. */
export function SaveState({ keeper, toConfirm, words }: SaveStateProps) {
  const word = toConfirm ? 'unsaved' : keeper.word.value;
  return (
    <span class="save" data-save={word}>
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
        {word === 'saved' && <path d="M3 8.5 6.5 12 13 4.5" />}
        {word === 'saving' && <circle cx="8" cy="8" r="5" stroke-dasharray="4 4" />}
        {(word === 'unsaved' || word === 'memory') && <path d="M8 2.5v7m0 2.5v1.5" />}
      </svg>
      {toConfirm ? words.ui['save.confirm'] : words.ui[`save.${word}`]}
    </span>
  );
}
