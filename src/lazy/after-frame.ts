/** Runs a function after the browser has painted this task's changes; at once on a hidden page, where no frame would ever come. */
export function afterFrame(act: () => void): void {
  if (document.hidden) act();
  else requestAnimationFrame(() => setTimeout(act));
}
