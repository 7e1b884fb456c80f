import { describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { DAY, declaring, envelope, type TestApp, testApp, verdicts } from '../harness.ts';

const SURVEY = 'numerique-territorial';
async function eventsOf(app: TestApp) {
  return (await ask(app, `participation/${SURVEY}?today=1`)).body.events;
}

const inField = (channel: string | null, count: number, changes = {}) =>
  Array.from({ length: count }, () => envelope({ mode: 'field', channel, ...changes }));
const wrong = { answers: { 'authority-type': 'nonsense' } };

it('shows participation up to yesterday, and what came today only when asked for', async () => {
  let day = 23;
  const { app } = await testApp({ surveys: await declaring('congres'), now: () => new Date(2026, 10, day, 12) });
  const read = async (search: string) => (await ask(app, `participation/${SURVEY}${search}`)).body;
  const [early, late] = [inField('congres', 2), inField('congres', 3)];
  await verdicts(app, ...early);
  expect(await read('')).toMatchObject({ complete: 0, counted: 0, days: [], events: [] });
  day = 24;
  await verdicts(app, ...late);
  expect(await read('')).toMatchObject({ complete: 2, counted: 2, events: [{ complete: 2 }] });
  expect(await read('?today=1')).toMatchObject({ complete: 5, counted: 5, events: [{ complete: 5 }] });
});

describe('an event', () => {
  it('counts what tablets sent from it, exactly, apart from what came by its link', async () => {
    const { app } = await testApp({ surveys: await declaring('congres', 'linkedin') });
    await verdicts(app, ...inField('congres', 3), ...inField('congres', 1, { status: 'partial' }));
    await verdicts(app, envelope({ channel: 'congres' }), ...inField(null, 1));
    expect(await eventsOf(app)).toEqual([
      { channel: null, complete: 1, partial: 0, days: [{ receivedOn: DAY, complete: 1, partial: 0 }], refused: [] },
      {
        channel: 'congres',
        complete: 3,
        partial: 1,
        days: [{ receivedOn: DAY, complete: 3, partial: 1 }],
        refused: [],
      },
    ]);
  });

  it('says what was refused from it and why, even when nothing else came', async () => {
    let day = 24;
    const { app } = await testApp({ surveys: await declaring('congres'), now: () => new Date(2026, 10, day, 12) });
    await verdicts(app, ...inField('congres', 2, wrong), ...inField('congres', 1, { revision: 99 }));
    day = 25;
    await verdicts(app, ...inField('congres', 1, wrong), envelope({ channel: 'congres', ...wrong }), 'unreadable');
    expect(await eventsOf(app)).toEqual([
      {
        channel: 'congres',
        complete: 0,
        partial: 0,
        days: [],
        refused: [
          { day: DAY, code: 'answer.unknown-option', envelopes: 2 },
          { day: DAY, code: 'survey.revision-unknown', envelopes: 1 },
          { day: '2026-11-25', code: 'answer.unknown-option', envelopes: 1 },
        ],
      },
    ]);
  });

  it('that is not declared is counted without its name', async () => {
    const { app } = await testApp({ surveys: await declaring('congres') });
    await verdicts(app, ...inField('jean-dupont', 1), ...inField('jean-dupont', 2, wrong));
    const events = await eventsOf(app);
    expect(events).toMatchObject([{ channel: null, complete: 1, refused: [{ envelopes: 2 }] }]);
    expect(JSON.stringify(events)).not.toContain('jean-dupont');
  });

  it('of a survey that declares none has refusals that are not known, and no name while it is small', async () => {
    const { app } = await testApp();
    await verdicts(app, ...inField('congres', 5), ...inField('jean-dupont', 2), ...inField('congres', 1, wrong));
    expect(await eventsOf(app)).toMatchObject([
      { channel: 'autres', complete: 2, refused: null },
      { channel: 'congres', complete: 5, refused: null },
    ]);
  });
});
