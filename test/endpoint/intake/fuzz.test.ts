import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REQUEST_CODES } from '../../../src/wire/problem.ts';
import { readVerdicts } from '../../../src/wire/verdict.ts';
import { LONG } from '../../support/long.ts';
import { envelope, post, testApp } from '../harness.ts';

const STATUSES = new Set<number>([200, ...Object.values(REQUEST_CODES)]);

const key = fc.oneof(
  fc.constantFrom(
    ...Object.keys(envelope()),
    'authority-type',
    'development-axes',
    'free-comment',
    '__proto__',
    'toString',
  ),
  fc.string(),
);
const value = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.constantFrom('commune', '01', {}, []),
);

/** A sound envelope with some fields and answers replaced by anything. */
const spoilt = fc
  .tuple(fc.dictionary(key, value, { maxKeys: 3 }), fc.dictionary(key, value, { maxKeys: 3 }))
  .map(([fields, answers]) => {
    const sound = envelope();
    return { ...sound, answers: { ...sound.answers, ...answers }, ...fields };
  });

describe('whatever is sent', () => {
  it('an envelope gets a verdict, and is stored only when the verdict says so', async () => {
    const { app, storage } = await testApp();
    let stored = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(spoilt, { minLength: 1, maxLength: 5 }), async (envelopes) => {
        const response = await post(app, envelopes);
        // Nesting is looked at for the whole body.
        if (response.status === 400) {
          expect(await response.json()).toEqual({ code: 'batch.unreadable' });
          return;
        }
        expect(response.status).toBe(200);
        const verdicts = readVerdicts(await response.json()) ?? [];
        expect(verdicts).toHaveLength(envelopes.length);
        stored += verdicts.filter((one) => one.verdict === 'stored').length;
      }),
      { numRuns: LONG ? 400 : 100 },
    );
    let kept = 0;
    for await (const _ of storage.all('numerique-territorial')) kept++;
    expect(kept).toBe(stored);
  });

  it('a body, a type or an encoding gets a code that is known', async () => {
    const { app } = await testApp();
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.json(),
      fc.constant(JSON.stringify({ envelopes: [envelope()] })),
    );
    const type = fc.oneof(fc.constant('application/json'), fc.string({ unit: 'grapheme-ascii' }));
    await fc.assert(
      fc.asyncProperty(body, type, async (bytes, contentType) => {
        const response = await post(app, bytes, { 'Content-Type': contentType.trim() });
        expect(STATUSES.has(response.status)).toBe(true);
      }),
      { numRuns: LONG ? 400 : 100 },
    );
  });
});
