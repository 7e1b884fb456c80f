import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { withLazyFormats } from '../../src/build/release/lazy-formats.ts';

const CODE = readFileSync('node_modules/uplot/dist/uPlot.esm.js', 'utf8');

/** Loads this code of uPlot, and counts the formats that are made meanwhile. */
async function loading(code: string) {
  let made = 0;
  const construct = (real: new () => object, given: []) => {
    made++;
    return Reflect.construct(real, given);
  };
  vi.stubGlobal('Intl', {
    NumberFormat: new Proxy(Intl.NumberFormat, { construct }),
    DateTimeFormat: new Proxy(Intl.DateTimeFormat, { construct }),
  });
  const { default: uPlot } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  vi.unstubAllGlobals();
  return { uPlot, made };
}

test('the charts create no Intl formatter before their first text, and format the same texts', async () => {
  const [early, late] = [await loading(CODE), await loading(withLazyFormats(CODE))];
  expect([early.made, late.made]).toEqual([2, 0]);
  expect(late.uPlot.fmtNum(1234.5)).toBe(early.uPlot.fmtNum(1234.5));
  const noon = new Date(2026, 10, 29, 12);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  for (const zone of ['UTC', 'Pacific/Noumea', timeZone])
    expect(late.uPlot.tzDate(noon, zone).getHours()).toBe(early.uPlot.tzDate(noon, zone).getHours());
});

test('a release of uPlot that creates its formatters differently stops the build', () => {
  expect(() => withLazyFormats(CODE.replace('const localTz', 'const zone'))).toThrow('const localTz');
});
