import type { TargetedMouseEvent } from 'preact';
import { controlStrings } from '../words/control-words.ts';
import type { Words } from '../words/words.ts';

/** Leads over the links of the head. Seen while it has the focus. The hash of an address names a screen, so that it is no anchor here. */
export function SkipLink({ uiLanguage, inUi }: Pick<Words, 'uiLanguage' | 'inUi'>) {
  return (
    <a class="skip unseen" {...inUi} href={location.href} onClick={focusMain}>
      {controlStrings(uiLanguage)['head.skip']}
    </a>
  );
}

function focusMain(event: TargetedMouseEvent<HTMLElement>): void {
  event.preventDefault();
  const main = document.querySelector('main');
  main?.setAttribute('tabindex', '-1');
  main?.focus();
}
