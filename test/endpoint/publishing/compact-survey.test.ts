import { expect, test } from 'vitest';
import { sharingParts } from '../../../src/edition/sharing-parts.ts';
import { createCatalogue } from '../../../src/endpoint/publishing/catalogue.ts';
import { compactEdition } from '../../../src/endpoint/publishing/upload/compact-edition.ts';
import { shippedEditions, shippedSurveys } from '../../support/shipped.ts';

test('a survey is held with equal parts of its revisions once and its texts compressed, and answered as it was', async () => {
  const study = (await shippedSurveys()).surveys.get('numerique-territorial');
  const edition = (await shippedEditions()).get('numerique-territorial');
  if (!study || !edition) throw new Error('no study');
  const held = structuredClone({ published: sharingParts(study), edition: compactEdition(edition) });
  expect(held.published).toEqual(study);
  const [first, second] = [1, 2].map((one) => held.published.revisions.get(one)?.question.get('territory'));
  expect(first?.choice).toBe(second?.choice);
  const sizeOf = ({ files }: typeof edition) =>
    [...files.values()].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  expect(sizeOf(held.edition)).toBeLessThan(sizeOf(edition) / 3);
  const catalogue = createCatalogue({});
  catalogue.put(held.published, held.edition);
  for (const [path, text] of edition.files) {
    const served = await catalogue.served(edition.survey)?.files(path);
    expect(await new Response(served?.bytes).text(), path).toBe(Buffer.from(text).toString());
  }
});
