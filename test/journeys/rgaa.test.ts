import { beforeAll, expect, test } from 'vitest';
import { readGrid } from '../../src/build/accessibility/read-grid.ts';
import { resize } from '../support/geometry.ts';
import { sharedJourney } from '../support/journeys.ts';
import { faultsOfFocus, faultsOfSpacing, findByCriterion, hear, type Judgement } from './criteria.ts';
import { openScreens, SCREENS } from './screens.ts';

const { grid } = readGrid();
const OURS = 'test/journeys/rgaa.test.ts › criterion %s is as the grid says it, on each page of the sample';
const DECIDED = Object.entries(grid.criteria).filter(([, { by = [] }]) => !('hand' in by) && by.includes(OURS));

const journey = sharedJourney();
const found = new Map<string, Map<string, Judgement>>();

beforeAll(async () => {
  const page = await openScreens(journey, 'fr', { before: hear });
  const plain = await page.context().newPage();
  const add = (number: string, name: string, { seen, faults }: Judgement) => {
    const pages = found.get(number) ?? new Map<string, Judgement>();
    const before = pages.get(name) ?? { seen: 0, faults: [] };
    found.set(number, pages.set(name, { seen: before.seen + seen, faults: [...before.faults, ...faults] }));
  };
  const closer = new Set<string>();
  for (const [, reach] of SCREENS) {
    await reach();
    // The frame after, in which the title follows; the head comes with later code.
    await page
      .locator('a.skip, main:is([data-screen="error"], [data-screen="lost"])')
      .first()
      .waitFor({ state: 'attached' });
    await resize(page, { width: 412, height: 823 });
    const screen = (await page.locator('main').getAttribute('data-screen')) ?? '';
    const name = grid.screens[screen] ?? `no page of the sample: ${screen}`;
    for (const [number, one] of Object.entries(await findByCriterion(page))) add(number, name, one);
    const nested = await page.evaluate(() => document.body.innerHTML.replace(/<noscript>.*?<\/noscript>/, ''));
    const read = await plain.evaluate(
      (html) => new DOMParser().parseFromString(`<body>${html}`, 'text/html').body.innerHTML,
      nested,
    );
    add('8.2', name, { seen: 1, faults: read === nested ? [] : ['elements are not nested as HTML reads them'] });
    add('10.12', name, { seen: 1, faults: await faultsOfSpacing(page) });
    if (!closer.has(name))
      for (const [number, faults] of Object.entries(await faultsOfFocus(page))) add(number, name, { seen: 1, faults });
    closer.add(name);
    const given = () =>
      page.evaluate(() => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        return location.href + document.querySelectorAll(':checked').length;
      });
    const before = await given();
    for (const key of ['a', '1', '?']) await page.keyboard.press(key);
    const after = await given();
    add('12.10', name, { seen: 1, faults: before === after ? [] : [`${before} became ${after}`] });
    const opened = page.context().pages().slice(2);
    add('13.2', name, { seen: 1, faults: opened.map((one) => one.url()) });
  }
  await page.goto(journey.network.url);
  const manifest = await page.evaluate(async () =>
    (await fetch(document.querySelector<HTMLLinkElement>('[rel="manifest"]')?.href ?? '')).json(),
  );
  add('13.9', 'Accueil', {
    seen: 1,
    faults: /^(any)?$/.test(manifest.orientation ?? '') ? [] : [manifest.orientation],
  });
});

test.each(DECIDED)('criterion %s is as the grid says it, on each page of the sample', (number, { status, pages }) => {
  const judged = [...(found.get(number) ?? [])];
  const faulty = judged.filter(([, { faults }]) => faults.length > 0);
  if (status !== 'NC') expect(Object.fromEntries(faulty)).toEqual({});
  else expect(faulty.map(([name]) => name).sort()).toEqual([...(pages ?? [])].sort());
  const isSeen = judged.some(([, { seen }]) => seen > 0);
  expect(judged.length === 0 ? 'NT' : faulty.length > 0 ? 'NC' : isSeen ? 'C' : 'NA').toBe(status);
});

test('every page of the sample was looked at, and no other', () => {
  expect([...(found.get('8.1') ?? new Map()).keys()].sort()).toEqual([...grid.tested.pages].sort());
});
