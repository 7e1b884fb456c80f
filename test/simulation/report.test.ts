import { expect, test } from 'vitest';
import { idOf } from './names.ts';
import { SHORT } from './plan.ts';
import { linesAbout, logOf } from './report.ts';

const line = (at: string, facts: object) => JSON.stringify({ at, who: 'phone1/1', ...facts });

test('a report omits the lines of other responses, and repeated ones', () => {
  const [opens, again] = ['00:00:01.000', '00:00:02.000'].map((at) => line(at, { what: 'opens' }));
  const [own, other] = ['0001', '0002'].map((name) => line('00:00:03.000', { what: 'saves', id: idOf(name) }));
  const both = line('00:00:04.000', { what: 'makes a file', holds: [`${idOf('0001')}.1`, `${idOf('0002')}.1`] });
  const lines = [opens, again, own, other, both].map(String);
  expect(linesAbout(['0001'], lines)).toEqual([opens, own, both]);
  expect(linesAbout([], lines)).toEqual([opens, own, other, both]);
});

test('a log is a JSON object a line, in which responses have their numbers', async () => {
  const lines = await logOf({
    seed: 7,
    devices: ['phone'],
    isImpatient: false,
    acts: [{ at: 1000, device: 0, what: { ...SHORT, number: 1 } }],
    blows: [{ at: 60_000, device: 0, what: { kind: 'storage is emptied' } }],
    heals: 120_000,
  });
  const events = lines.map((one) => JSON.parse(one));
  expect(events).toContainEqual({ at: '00:01:00.000', who: 'phone1', what: '! blow', kind: 'storage is emptied' });
  expect(events).toContainEqual(expect.objectContaining({ who: 'phone1/1', what: 'finishes', id: '0001', hours: 5 }));
  expect(events).toContainEqual(
    expect.objectContaining({
      who: 'endpoint',
      verdicts: [expect.objectContaining({ id: '0001', verdict: 'stored' })],
    }),
  );
  expect(events.at(-1)).toEqual({ kind: 'held', interviews: 1, stored: 1 });
});
