import type { Words } from '../../words.ts';

/** Without a declared controller the page says that it is a demonstration, and promises nothing else. */
export function NoticeBlock({ words }: { readonly words: Words }) {
  return <p class="aside">{words.ui['opening.demonstration']}</p>;
}
