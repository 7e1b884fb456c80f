import type { TargetedMouseEvent } from 'preact';

/** Leads over the links of the head. Seen while it has the focus. The hash of an address names a screen, so that it is no anchor here. */
export function SkipLink({ label, lang }: { readonly label: string; readonly lang?: string | undefined }) {
  return (
    <a class="skip unseen" lang={lang} href={location.href} onClick={focusMain}>
      {label}
    </a>
  );
}

function focusMain(event: TargetedMouseEvent<HTMLElement>): void {
  event.preventDefault();
  const main = document.querySelector('main');
  main?.setAttribute('tabindex', '-1');
  main?.focus();
}
