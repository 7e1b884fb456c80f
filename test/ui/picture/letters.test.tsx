import { expect, onTestFinished, test } from 'vitest';
import { drawPng } from '../../../src/ui/picture/letters.ts';

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
