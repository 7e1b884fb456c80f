import type { DeskWords } from '../words/desk-words.ts';

interface DemonstratedProps {
  /** Whether what stands here was given by nobody. */
  readonly is: boolean | undefined;
  readonly words: DeskWords;
}

/** Before the numbers of a demonstration; nothing before real ones. */
export function Demonstrated({ is, words }: DemonstratedProps) {
  return is ? (
    <p class="notice" data-demonstration>
      {words.desk.demonstration}
    </p>
  ) : null;
}
