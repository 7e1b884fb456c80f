import { describe, expect, it } from 'vitest';
import { DAY, digestOf, envelope, post, rows, testApp, verdicts } from '../harness.ts';

describe('a response', () => {
  it('is stored once and answered with its own digest', async () => {
    const { app } = await testApp();
    const sent = envelope();
    const digest = digestOf(sent);
    expect(await verdicts(app, sent)).toEqual([{ id: sent.id, sequence: 1, digest, verdict: 'stored' }]);
    expect(await verdicts(app, sent)).toEqual([{ id: sent.id, sequence: 1, digest, verdict: 'already-stored' }]);
    expect(await rows(app)).toMatchObject([{ id: sent.id, receivedOn: DAY, answers: { 'authority-type': 'commune' } }]);
  });

  it('that is refused does not affect the others of its batch', async () => {
    const { app } = await testApp();
    const [first, last] = [envelope(), envelope()];
    const wrong = envelope({ answers: { 'authority-type': 'planet' } });
    const answered = await verdicts(app, first, wrong, 12, last);
    expect(answered.map((one) => one.verdict)).toEqual(['stored', 'refused', 'refused', 'stored']);
    expect(answered[1]).toMatchObject({
      id: wrong.id,
      problem: 'answer.unknown-option',
      path: 'answers.authority-type',
    });
    expect(answered[2]).toMatchObject({ id: null, sequence: null, digest: null, problem: 'envelope.invalid' });
    expect(await rows(app)).toHaveLength(2);
  });

  it('is one row however many send it at once', async () => {
    const { app } = await testApp();
    const sent = envelope();
    const all = await Promise.all(Array.from({ length: 50 }, () => verdicts(app, sent)));
    const words = all.flat().map((one) => one.verdict);
    expect(words.filter((word) => word === 'stored')).toHaveLength(1);
    expect(words.filter((word) => word === 'already-stored')).toHaveLength(49);
    expect(await rows(app)).toHaveLength(1);
  });

  it('is the first of fifty different bodies under one id', async () => {
    const { app } = await testApp();
    const sent = envelope();
    const all = await Promise.all(Array.from({ length: 50 }, (_, minutes) => verdicts(app, { ...sent, minutes })));
    const words = all.flat().map((one) => one.problem ?? one.verdict);
    expect(words.filter((word) => word === 'stored')).toHaveLength(1);
    expect(words.filter((word) => word === 'envelope.conflict')).toHaveLength(49);
  });

  it('is refused from a page of another site', async () => {
    const { app } = await testApp();
    for (const headers of [
      { 'Sec-Fetch-Site': 'cross-site' },
      { Origin: 'https://elsewhere.example' },
      { Origin: 'null' },
    ]) {
      const response = await post(app, [envelope()], headers);
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual({ code: 'origin.refused' });
    }
    expect((await post(app, [envelope()], { Origin: 'http://localhost' })).status).toBe(200);
    expect(await rows(app)).toHaveLength(1);
  });
});
