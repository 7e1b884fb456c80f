/*
 * A figure that has a picture is one stop of the tab key. From there the arrows walk its numbers, and Escape leaves. What is read out
 * is the cell of the table, under its own headers.
 */

/** On each cell to be walked to: the first alone is a stop. */
export const walkable = (isFirst: boolean) => ({ 'data-walk': '', tabIndex: isFirst ? 0 : -1 });

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Of the table. */
export function walk(event: KeyboardEvent): void {
  const here = document.activeElement;
  if (!(event.currentTarget instanceof HTMLElement) || !(here instanceof HTMLElement)) return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === 'Escape') here.blur();
  const step = STEPS[event.key];
  if (step === undefined) return;
  const cells = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-walk]')];
  const next = cells[cells.indexOf(here) + step];
  event.preventDefault();
  if (!next) return;
  here.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
