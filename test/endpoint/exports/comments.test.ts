import { describe, expect, it } from 'vitest';
import { commentsExport } from '../../../src/endpoint/exports/comments.ts';
import type { StoredResponse } from '../../../src/endpoint/storage/storage.ts';
import { DAY, envelope, studySurveys } from '../harness.ts';
import { readCsv } from './csv-reader.ts';

const RESPONSES = 3_000;

function stored(text: string): StoredResponse {
  const { receiptHash: _, ...kept } = envelope({ answers: { 'authority-type': 'commune', 'free-comment': text } });
  return { ...kept, answers: JSON.stringify(kept.answers), receivedOn: DAY };
}

/** The comments as exported, and how many times all was read for them. */
async function exportOf(mostHeld: number, left = new AbortController().signal) {
  const published = (await studySurveys()).get('numerique-territorial');
  if (!published) throw new Error('the study is there');
  const all = Array.from({ length: RESPONSES }, (_, turn) => stored(`remarque ${turn}`));
  let readings = 0;
  async function* readAll() {
    readings++;
    yield* all;
  }
  let text = '';
  for await (const part of commentsExport(published, readAll, left, mostHeld)) text += part;
  return { texts: readCsv(text).map((row) => row.text), readings };
}

describe('the comments', () => {
  it.each([
    [Number.POSITIVE_INFINITY, 1, 1],
    [10_000, 4, 8],
    [700, 50, 120],
  ])(
    'within %d characters come out once each, in no order, read from %d to %d times',
    async (mostHeld, least, most) => {
      const { texts, readings } = await exportOf(mostHeld);
      const sent = Array.from({ length: RESPONSES }, (_, turn) => `remarque ${turn}`);
      expect(texts.toSorted()).toEqual(sent.toSorted());
      // Of two neighbours the first comes before the second half of the time.
      const place = new Map(texts.map((text, index) => [text, index]));
      const inOrder = sent
        .slice(1)
        .filter((text, before) => (place.get(sent[before] ?? '') ?? 0) < (place.get(text) ?? 0));
      expect(Math.abs(inOrder.length / RESPONSES - 0.5)).toBeLessThan(0.06);
      expect(readings).toBeGreaterThanOrEqual(least);
      expect(readings).toBeLessThanOrEqual(most);
    },
  );

  it('are read no further once nobody waits for them', async () => {
    expect(await exportOf(1, AbortSignal.abort())).toEqual({ texts: [], readings: 1 });
  });
});
