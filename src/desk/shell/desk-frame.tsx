import type { ComponentChildren } from 'preact';
import type { DeskWords } from '../words/desk-words.ts';

interface DeskFrameProps {
  readonly words: DeskWords;
  readonly head?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The head, with what is particular to a page of it, and one main. */
export function DeskFrame({ words: { desk, language }, head, children }: DeskFrameProps) {
  return (
    <div class="desk">
      <header class="head">
        <p class="brand">{desk.brand}</p>
        {head}
        <a
          class="language"
          href={`?lang=${language === 'fr' ? 'en' : 'fr'}${location.hash}`}
          lang={language === 'fr' ? 'en' : 'fr'}
        >
          {desk.language}
        </a>
      </header>
      <main data-screen="organiser">{children}</main>
    </div>
  );
}
