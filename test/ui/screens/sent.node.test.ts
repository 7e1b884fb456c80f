import { expect, test } from 'vitest';
import { SENT } from '../../../src/ui/screens/about/about.tsx';
import { headerSchema } from '../../../src/wire/envelope.ts';

test('every field that an envelope may carry is said to be sent, once, and none that it may not', () => {
  expect(SENT.flat().toSorted()).toEqual(Object.keys(headerSchema.entries).toSorted());
});
