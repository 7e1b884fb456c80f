import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SHORT } from './combination.ts';
import { RIGHT } from './invariant-words.ts';
import { fateOf, readableLines } from './log-words.ts';
import type { Plan } from './plan.ts';
import { report } from './report.ts';

const LINES = [
  '00:00:01.000  phone1       > 0001 (by the link market) gives 3 answers, one in 1 s, then finishes',
  '00:00:01.006  phone1/1     · writes the draft of 0001 (1 answer)',
  '00:00:01.007  phone1/1     0001 sees: 1 answer saved (relaxed: a power cut may undo it)',
  '00:00:02.012  phone1/1     · writes the draft of 0001 (1 answer)',
  '00:00:04.020  phone1/1     · writes envelope 0001.1 (finished, waits to be sent), removes the draft of 0001, writes the card of 0001',
  '00:00:04.023  phone1/1     0001 sees: finished with 5 hours, kept on this device',
  '00:00:05.000  phone1       ! the browser empties the database under its pages',
  '00:00:05.000  phone1       · loses envelope 0001.1, loses the card of 0001',
  '00:00:05.100  sealed2/1    the page opens',
  '00:00:05.200  world        ✗ expected: what is finished is kept',
  '00:00:05.200  world        ✗ found: 0001, finished on phone1, is nowhere',
];

const about = (invariant: string, name = '0001') => ({ invariant, names: [name] });

test('a log is shown without what does not help with its failure', () => {
  expect(readableLines(LINES, about('what is finished is kept'), ['sealed2'])).toEqual([
    '00:00:01.000  phone1       > 0001 gives 3 answers, one in 1 s, then finishes',
    '00:00:01.006  phone1/1     · writes the draft of 0001 (1 answer) (2 times, the last at 00:00:02.012)',
    '00:00:04.020  phone1/1     · writes envelope 0001.1 (finished, waits to be sent), removes the draft of 0001',
    '00:00:04.023  phone1/1     0001 sees: finished with 5 hours, kept on this device',
    '00:00:05.000  phone1       ! the browser empties the database under its pages',
    '00:00:05.000  phone1       · loses envelope 0001.1',
    '00:00:05.200  world        ✗ expected: what is finished is kept',
    '00:00:05.200  world        ✗ found: 0001, finished on phone1, is nowhere',
  ]);
  const aboutSaved = readableLines(LINES, about('what is said to be saved is on the disk'), []);
  expect(aboutSaved).toContain(
    '00:00:01.007  phone1/1     0001 sees: 1 answer saved (relaxed: a power cut may undo it)',
  );
  expect(readableLines(LINES, about('what is finished has a card'), []).join()).toContain('loses the card of 0001');
});

test('a log leaves out the erasures of other responses', () => {
  const notes = ['0001', '0002'].map((name) => `00:00:01.000  phone1/1     · writes the note to erase ${name}`);
  expect(readableLines(notes, about('what is finished is kept'), [])).toEqual(notes.slice(0, 1));
  expect(readableLines(notes, about('what was erased is erased in the end'), [])).toEqual(notes);
});

test('a report says what became of the response that broke', () => {
  expect(fateOf(LINES, about('what is finished is kept'), '0001')).toEqual([
    'its person saw last at 00:00:04.023, on phone1/1: finished with 5 hours, kept on this device',
    'envelope 0001.1 on phone1 (finished, waits to be sent): written at 00:00:04.020 by phone1/1, lost at 00:00:05.000',
    'the endpoint has heard nothing of it',
  ]);
  const sealed = [
    '00:00:01.000  sealed1/1    · writes the encrypted draft of 0002, writes envelope 0002.1 (a part, held back until its person leaves)',
    '00:00:02.000  sealed1/1    · removes envelope 0002.1, writes envelope 0002.2 (finished, waits to be sent)',
    '00:00:02.100  sealed1/1    · writes the copy of envelope 0002.2',
    '00:00:03.000  sealed1/1    · empties outbox and locked',
    '00:00:04.000  endpoint     POST /api/responses of sealed1: 200 (0002.2 stored)',
  ];
  expect(fateOf(sealed, about('what is said to be saved is on the disk', '0002'), '0002')).toEqual([
    'the encrypted draft of 0002 on sealed1: written at 00:00:01.000 by sealed1/1, gone at 00:00:03.000: sealed1/1 empties outbox and locked',
    'envelope 0002.2 on sealed1 (finished, waits to be sent): written at 00:00:02.000 by sealed1/1, gone at 00:00:03.000: sealed1/1 empties outbox and locked',
    'the copy of envelope 0002.2 on sealed1: written at 00:00:02.100 by sealed1/1, and still there',
    'the endpoint last heard of it at 00:00:04.000: POST /api/responses of sealed1: 200 (0002.2 stored)',
  ]);
});

test('of several envelopes a report follows the last, and any that is still there', () => {
  const lines = [
    '00:00:01.000  phone1/1     · writes envelope 0212.1 (finished, waits to be sent)',
    '00:00:02.000  phone1/1     · removes envelope 0212.1, writes envelope 0212.2 (finished, waits to be sent)',
    '00:00:02.100  phone1/1     · writes the copy of envelope 0212.2',
    '00:00:03.000  phone1       · loses envelope 0212.2',
  ];
  const lost =
    'envelope 0212.2 on phone1 (finished, waits to be sent): written at 00:00:02.000 by phone1/1, lost at 00:00:03.000';
  const fate = (...more: readonly string[]) =>
    fateOf([...lines, ...more], about('what is finished is kept', '0212'), '0212');
  expect(fate().slice(0, 1)).toEqual([lost]);
  expect(fate('00:00:04.000  phone1/2     · writes envelope 0212.1 (finished, waits to be sent)')).toEqual([
    'envelope 0212.1 on phone1 (finished, waits to be sent): written at 00:00:04.000 by phone1/2, and still there',
    lost,
    'the copy of envelope 0212.2 on phone1: written at 00:00:02.100 by phone1/1, and still there',
    'the endpoint has heard nothing of it',
  ]);
});

test('a report begins with what broke, and says what would have been right', () => {
  const plan: Plan = {
    seed: 7,
    devices: ['phone', 'sealed'],
    isImpatient: false,
    acts: [{ at: 1000, device: 0, what: { ...SHORT, number: 1 } }],
    blows: [{ at: 5000, device: 0, what: { kind: 'storage is emptied' } }],
    heals: 60_000,
  };
  const [invariant, detail] = ['what is finished is kept', '0001, finished on phone1, is nowhere'];
  const shown = report({ plan, outcome: { kind: 'broken', invariant, detail, lines: () => LINES } }).split('\n');
  expect(shown[0]).toBe(`Seed 7: expected: ${invariant}; found: ${detail}`);
  expect(shown).toContain('1 injected event, with "!"');
  expect(shown.find((line) => line.startsWith('What would be right: '))).toContain('"finished, kept on this device"');
  expect(shown).toContain('What became of 0001:');
  // The tablet has no part in it.
  expect(shown.join('\n')).not.toContain('sealed2/1');
});

test('each invariant says what would be right', () => {
  const sources = readdirSync('test/simulation').filter((name) => /^[a-z-]+\.ts$/.test(name));
  const named = sources.flatMap((name) =>
    [...readFileSync(`test/simulation/${name}`, 'utf8').matchAll(/(?:new Broken\(|fail\(\s*scene,)\s*'([^']+)'/g)].map(
      ([, invariant = '']) => invariant,
    ),
  );
  expect(named.length).toBeGreaterThan(40);
  expect([...new Set(named)].filter((invariant) => !Object.hasOwn(RIGHT, invariant))).toEqual([]);
  expect(Object.keys(RIGHT).filter((invariant) => !named.includes(invariant))).toEqual(['nothing of ours throws']);
});
