import { render } from 'preact';
import { afterEach } from 'vitest';

/** The element that the tests of a file draw in, emptied after each. */
export function drawingRoot(): HTMLElement {
  const root = document.body.appendChild(document.createElement('div'));
  afterEach(() => render(null, root));
  return root;
}
