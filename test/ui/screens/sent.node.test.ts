import { expect, test } from 'vitest';
import { SENT } from '../../../src/ui/screens/about/about.tsx';
import { aboutEn } from '../../../src/ui/words/en/about.ts';
import { aboutFr } from '../../../src/ui/words/fr/about.ts';
import { headerSchema } from '../../../src/wire/envelope.ts';

test('every field that an envelope may carry is said to be sent, once, and none that it may not', () => {
  expect(SENT.flat().toSorted()).toEqual(Object.keys(headerSchema.entries).toSorted());
});

test.each([
  ['French', aboutFr],
  ['English', aboutEn],
])('each line of what is sent is in %s, and no other', (_, words) => {
  expect(Object.keys(words['about.sent-lines'])).toEqual(SENT.map(([field]) => field));
});
