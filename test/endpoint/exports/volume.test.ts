import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathThrough } from '../../../src/core/answering/flow.ts';
import { toWire } from '../../../src/wire/wire-answers.ts';
import { answersOf } from '../../support/arbitrary-answers.ts';
import { study } from '../../support/surveys.ts';
import { wholeAnswers } from '../../support/whole-answers.ts';
import { DAY, envelope, TOKEN, testApp } from '../harness.ts';

// A hundred thousand, with EXPORT_RESPONSES=100000, take longer than everybody's run should.
const RESPONSES = Number(process.env.EXPORT_RESPONSES ?? 20_000);
const BATCH = 2_000;
const MIB = 2 ** 20;

/** How much the process grew while the export was read and thrown away, over what it held at the first chunk. */
async function growthOf(body: ReadableStream<Uint8Array>) {
  let most = 0;
  const before = process.memoryUsage.rss();
  for await (const _ of body) most = Math.max(most, process.memoryUsage.rss());
  return (most - before) / MIB;
}

describe(`an export of ${RESPONSES} responses`, () => {
  it('is streamed within 150 MiB', { timeout: 300_000 }, async () => {
    const { app, storage } = await testApp();
    const whole = toWire(pathThrough(study.survey, wholeAnswers(study.survey)));
    const some = fc.sample(answersOf(study.survey), { numRuns: 200, seed: 1 });
    const answers = [whole, ...some.map((one) => toWire(pathThrough(study.survey, one)))];
    for (let stored = 0; stored < RESPONSES; stored += BATCH) {
      const batch = Array.from({ length: BATCH }, (_, turn) => ({
        envelope: envelope({ answers: answers[turn % answers.length] }),
        digest: 'f'.repeat(64),
      }));
      await storage.store(batch, [], DAY);
    }
    for (const format of ['csv', 'xlsx', 'zip']) {
      const response = await app.request(`/api/export/numerique-territorial.${format}?today=1`, {
        headers: { Authorization: `Bearer ${TOKEN}` },
      });
      if (!response.body) throw new Error(`answered ${response.status}`);
      const growth = await growthOf(response.body);
      expect(growth).toBeLessThan(150);
    }
  });
});
