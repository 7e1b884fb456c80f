import { render } from 'preact';
import { expect, test } from 'vitest';
import { keepTranslated } from '../../../src/ui/state/page-translation.ts';

test('what follows a text in place of which the browser has put its translation is drawn after it, and in order', async () => {
  const root = document.body.appendChild(document.createElement('p'));
  const draw = (of: string, isMore: boolean) => render([of, isMore && <b key="b">, more</b>, <i key="i">.</i>], root);
  draw('One', false);
  keepTranslated();
  const font = document.createElement('font');
  font.append('Uno');
  root.firstChild?.replaceWith(font);
  await Promise.resolve();
  draw('One', true);
  expect(root.textContent).toBe('Uno, more.');
  root.remove();
});
