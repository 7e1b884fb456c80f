/** Acts once the browser has painted what this task shows; at once where it paints nothing, since a hidden page would wait for ever. */
export function afterFrame(act: () => void): void {
  if (document.hidden) act();
  else requestAnimationFrame(() => setTimeout(act));
}
