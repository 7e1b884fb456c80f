import { describe, expect, it } from 'vitest';
import type { Surveys } from '../../../src/authoring/published-surveys.ts';
import { DAY, envelope, rows, studySurveys, testApp, verdicts } from '../harness.ts';

async function closedFrom(day: string): Promise<Surveys> {
  const surveys = await studySurveys();
  return new Map(
    [...surveys].map(([id, published]) => [id, { ...published, current: { ...published.current, closedFrom: day } }]),
  );
}

const on = (day: number) => () => new Date(2026, 10, day, 12);

describe('a survey closed from the 20th of November', () => {
  it('stores what was begun before, whenever it arrives, and refuses what was begun after', async () => {
    const { app } = await testApp({ surveys: await closedFrom('2026-11-20'), now: on(24) });
    const sent = ['2026-11-19', '2026-11-20', '2026-11-24'].map((startedOn) => envelope({ startedOn }));
    const replies = await verdicts(app, ...sent);
    expect(replies.map((one) => one.problem ?? one.verdict)).toEqual(['stored', 'survey.closed', 'survey.closed']);
    expect(await rows(app)).toHaveLength(1);
  });

  it('accepts a response from a device whose clock runs ahead', async () => {
    const { app } = await testApp({ surveys: await closedFrom('2026-11-20'), now: on(19) });
    const [replies] = await verdicts(app, envelope({ startedOn: '2040-01-01' }));
    expect(replies?.verdict).toBe('stored');
  });

  it('answers a device that lost its verdict, and one that erased its response', async () => {
    const open = await testApp({ now: on(24) });
    const [kept, withdrawn] = [envelope(), envelope()];
    await verdicts(open.app, kept, withdrawn);
    await open.storage.erase(withdrawn.receiptHash, DAY);
    const closed = await testApp({ surveys: await closedFrom('2026-11-20'), now: on(24), storage: open.storage });
    const replies = await verdicts(closed.app, kept, withdrawn, envelope());
    expect(replies.map((one) => one.problem ?? one.verdict)).toEqual(['already-stored', 'erased', 'survey.closed']);
  });
});
