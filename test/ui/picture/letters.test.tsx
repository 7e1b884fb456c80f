import { expect, onTestFinished, test } from 'vitest';
import { drawPng, drawText } from '../../../src/ui/picture/letters.ts';

const nothing = { width: 1, height: 1, marks: [] };
const draw = () => drawPng('none', 'fr', () => nothing, Boolean);
const isInUse = () => [...document.fonts].some(({ status }) => status === 'loaded');

test('a picture drawn after the font could not be fetched asks for it again', async () => {
  const { FontFace } = window;
  onTestFinished(() => void Object.assign(window, { FontFace }));
  class WithoutNetwork extends FontFace {
    override load(): Promise<FontFace> {
      return Promise.reject(new DOMException('the font does not come', 'NetworkError'));
    }
  }
  Object.assign(window, { FontFace: WithoutNetwork });
  await draw();
  expect(isInUse()).toBe(false);

  Object.assign(window, { FontFace });
  await draw();
  expect(isInUse()).toBe(true);
});

test.each(['fr', 'ar'])('the text of a picture in %s begins where one begins to read', async (language) => {
  const text = { kind: 'text', text: '12 ا', x: 10, y: 40, size: 32, weight: 600, ink: 'ink' } as const;
  const inked: number[] = [];
  await drawPng(
    'text',
    language,
    () => ({ width: 400, height: 60, marks: [text] }),
    (context, mark) => {
      if (mark.kind === 'text') drawText(context, mark);
      const { data } = context.getImageData(0, 0, 400, 60);
      for (let at = 0; at < 400 * 60; at++) if ((data[at * 4] ?? 255) < 128) inked.push(at % 400);
    },
  );
  const begin = language === 'ar' ? 400 - Math.max(...inked) : Math.min(...inked);
  expect(begin).toBeLessThan(20);
});
