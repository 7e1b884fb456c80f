import { expect, test } from 'vitest';
import { jsonIn, shippedEditions } from '../support/shipped.ts';

test('the reasons of a revision are a file of their own, which no question waits for', async () => {
  const editions = await shippedEditions();
  const study = editions.get('numerique-territorial');
  const example = editions.get('exemple-benevolat');
  if (!study || !example) throw new Error('no edition');
  expect(jsonIn(study, 'revised.json')).toMatchObject({ on: '2026-11-28' });
  expect(jsonIn(study, 'revised.json').kept).not.toEqual([]);
  expect(jsonIn(study, '3.fr.json')).not.toHaveProperty('revised');
  expect(jsonIn(example, 'revised.json')).toEqual({});
});
