/** Announces the outcome of an action to screen readers as well. It is always in the page: a status that appears with its text may not be read. */
export function StatusNote({ text }: { readonly text: string }) {
  return (
    <p role="status" class="status-text">
      {text}
    </p>
  );
}
