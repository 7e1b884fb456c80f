/** Gives a figure the focus while it scrolls sideways: Safari scrolls by the keyboard only what has the focus. */
export function focusWhereWide(figure: HTMLElement | null): void {
  if (!figure) return;
  const watcher = new ResizeObserver(() => {
    figure.tabIndex = figure.scrollWidth > figure.clientWidth ? 0 : -1;
  });
  watcher.observe(figure);
}
