import { describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { DAY, envelope, testApp, verdicts } from '../harness.ts';
import { readCsv } from './csv-reader.ts';

const SURVEY = 'numerique-territorial';
type App = Awaited<ReturnType<typeof testApp>>['app'];

const asked = (app: App, format: string, query: Readonly<Record<string, string>> = {}) =>
  ask(app, `/api/export/${SURVEY}${format}?${new URLSearchParams({ ...query, today: '1' })}`);

const text = async (...given: Parameters<typeof asked>) => {
  const reply = await asked(...given);
  expect(reply.status).toBe(200);
  return reply.text;
};

const DOMAINS = ['administration', 'education'];

async function filled(count: number) {
  const opened = await testApp();
  const sent = Array.from({ length: count }, (_, turn) =>
    envelope({
      answers: { 'authority-type': 'region', ...(turn % 2 ? {} : { 'main-domains': DOMAINS, territory: '29' }) },
    }),
  );
  await verdicts(opened.app, ...sent);
  await opened.storage.setAside(SURVEY, [sent.at(-1)?.id ?? ''], 'too fast', DAY);
  return { ...opened, sent };
}

describe('an export that was cut', () => {
  it.each(['.csv', '.ndjson'])('goes on in %s after any response, and both parts are the whole', async (format) => {
    const { app, sent } = await filled(250);
    const whole = await text(app, format);
    const lines = whole.split('\n').slice(0, -1);
    const header = format === '.csv' ? 1 : 0;
    const ids = sent.map(({ id }) => id).toSorted();
    // The first, the last of a page, and the last of all.
    for (const place of [0, 99, 199, 249]) {
      const rest = await text(app, format, { after: ids[place] ?? '' });
      expect(`${lines.slice(0, header + place + 1).join('\n')}\n${rest}`, `${place}`).toBe(whole);
    }
  });
});

describe('a table', () => {
  it('has a column for each option of a multiple choice, and tells a blank from what was not chosen', async () => {
    const { app, sent } = await filled(2);
    const rows = readCsv(await text(app, '.csv', { choices: 'columns' }));
    const byId = new Map(rows.map((row) => [row.id, row]));
    const [given, blank] = sent.map(({ id }) => byId.get(id));
    expect(given?.['main-domains.administration']).toBe('1');
    const options = Object.keys(given ?? {}).filter((name) => name.startsWith('main-domains.'));
    expect(options.filter((name) => given?.[name] === '1')).toHaveLength(DOMAINS.length);
    expect(options.filter((name) => given?.[name] === '0')).toHaveLength(options.length - DOMAINS.length);
    expect(options.map((name) => blank?.[name])).toEqual(options.map(() => ''));
    expect(given).not.toHaveProperty('main-domains');
    // Nothing else has moved.
    expect(given?.['authority-type']).toBe('region');
  });
});

it.each([
  ['.zip', { choices: 'columns' }],
  ['.ndjson', { reader: 'fr' }],
  ['.xlsx', { after: '8b1f6f0e-2c0e-4c57-9d3e-0d0f0a7f6b11' }],
  ['.csv', { after: 'anything' }],
  ['.csv', { reader: 'de' }],
  ['.csv', { choices: 'rows' }],
] as const)('what %s does not take is refused, not overheard: %o', async (format, query) => {
  const { app } = await testApp();
  expect((await asked(app, format, query)).status).toBe(404);
});
