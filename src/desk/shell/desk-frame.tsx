import type { ComponentChildren } from 'preact';
import { SkipLink } from '../../ui/shell/skip-link.tsx';
import { useWords } from '../parts/desk-context.ts';

interface DeskFrameProps {
  readonly about?: ComponentChildren;
  /** Links and the session, behind a button on a phone. */
  readonly menu?: ComponentChildren;
  /** The pages themselves, in a row that scrolls where it is too long. */
  readonly tabs?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The head in two lines, and one main. */
export function DeskFrame({ about, menu, tabs, children }: DeskFrameProps) {
  const { desk, language, uiLanguage, inUi } = useWords();
  const other = language === 'fr' ? 'en' : 'fr';
  const inOther = (
    <a class="language target" href={`?lang=${other}${location.hash}`} lang={other}>
      {desk.language}
    </a>
  );
  return (
    <div class="desk">
      <header class="head">
        <SkipLink {...{ uiLanguage, inUi }} />
        <div class="top-bar">
          <p class="brand">{desk.brand}</p>
          {about}
          {menu ? (
            <>
              <button type="button" class="quiet menu-button" popovertarget="desk-menu" aria-label={desk.menu}>
                <span aria-hidden="true">☰</span>
              </button>
              <div id="desk-menu" class="menu" popover="auto">
                {menu}
                {inOther}
              </div>
            </>
          ) : (
            inOther
          )}
        </div>
        {tabs}
      </header>
      <main data-screen="organiser">{children}</main>
    </div>
  );
}
