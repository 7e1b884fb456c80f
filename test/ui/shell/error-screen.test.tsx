import { render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import { ErrorScreen } from '../../../src/ui/shell/error-screen.tsx';
import { frenchWords } from '../../../src/ui/words/words.ts';
import { drawingRoot } from '../drawing-root.ts';

const root = drawingRoot();
beforeEach(() => {
  render(
    <ErrorScreen words={frenchWords()}>
      <p>La question</p>
    </ErrorScreen>,
    root,
  );
});

/** What the browser sends when a handler throws, without the error itself, which the test run would count as its own. */
function throwFrom(filename: string) {
  dispatchEvent(new ErrorEvent('error', { filename, message: 'a bug' }));
}

test('a bug in a handler shows the error screen, which says what is kept and offers to load the page again', async () => {
  throwFrom(`${location.origin}/assets/first-abc.js`);
  await expect.poll(() => root.textContent).toContain('Vos réponses enregistrées sont conservées sur cet appareil.');
  expect(root.textContent).not.toContain('La question');
  expect([...root.querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual(['Recharger la page']);
});

test.each([
  ['no file', ''],
  ['a name that is none', 'undefined'],
  ['a script put into the page', location.href],
  ['another site', 'https://elsewhere.example/sdk.js'],
  ['a hidden script of Safari', 'webkit-masked-url://hidden/'],
  ['an extension', 'chrome-extension://abc/content.js'],
])('an error from %s takes no question away', async (_, filename) => {
  throwFrom(filename);
  await new Promise(requestAnimationFrame);
  expect(root.textContent).toBe('La question');
});
