import { useComputed } from '@preact/signals';
import type { Interview } from '../state/interview.ts';
import type { SaveState } from '../state/saver.ts';
import type { Words } from '../words/words.ts';

interface SaveSignProps {
  readonly interview: Interview;
  readonly words: Words;
}

const DRAWINGS: { readonly [state in SaveState]: string } = {
  saved: 'M3 8.5 6.5 12 13 4.5',
  saving: 'M8 3a5 5 0 1 1 0 10 5 5 0 1 1 0-10',
  unsaved: 'M8 2.5v7m0 2.5v1.5',
  memory: 'M8 2.5v7m0 2.5v1.5',
};

/** Nothing before the first answer, which draws this sign and not the page around it. */
export function SaveSign({ interview, words }: SaveSignProps) {
  const id = interview.id.value;
  return id ? <SavedWord key={`${id} ${words.language}`} interview={interview} words={words} /> : null;
}

/**
 * One quiet word in one place. It is no live region: what needs to be heard is in the status line.
 * Signals write it straight into the document, in the task of the tap: it may never be a frame late.
 */
function SavedWord({ interview: { saver, changedSince }, words: { ui, inUi } }: SaveSignProps) {
  // Changes made after finishing are kept only by finishing again.
  const word = useComputed(() => (changedSince.value ? 'unsaved' : saver.state.value));
  const drawing = useComputed(() => DRAWINGS[word.value]);
  const text = useComputed(() => (changedSince.value ? ui['save.confirm'] : ui[`save.${saver.state.value}`]));
  return (
    <span class="save" lang={inUi?.lang} data-save={word}>
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
        <path d={drawing} />
      </svg>
      {text}
    </span>
  );
}
