import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { areaMapFaults, areaMapSchema } from '../../../src/core/results/area-map.ts';
import { areaListSchema } from '../../../src/core/survey/survey-schema.ts';
import { readPublic } from '../../support/surveys.ts';

const ids = v.parse(areaListSchema, readPublic('lists/fr-departments.json')).areas.map(([id]) => id);
const map = v.parse(areaMapSchema, readPublic('maps/fr-departments.json'));

describe('the map of the départements', () => {
  test('draws each of the list once, and lists each in one region', () => {
    const drawn = map.frames.flatMap(({ areas }) => Object.keys(areas));
    expect(drawn.sort()).toEqual([...ids].sort());
    expect(map.groups.flatMap(({ areas }) => areas).sort()).toEqual([...ids].sort());
    expect(areaMapFaults(map, ids)).toEqual([]);
    expect(map.groups).toHaveLength(18);
  });

  test('goes with the licence of its shapes', () => {
    expect(map.licence).toContain('MIT License Copyright (c) 2021 DINUM');
    expect(map.licence).toContain('The above copyright notice and this permission notice shall be included');
  });
});

test.each([
  ['an area that is not in the list', { groups: [{ name: 'Nord', areas: ['99'] }] }, 'no area "99" in the list'],
  ['an area drawn twice', { frames: [map.frames[0], map.frames[0]] }, '"01" is drawn twice'],
])('a map with %s is refused', (_, change, reason) => {
  const faults = areaMapFaults(v.parse(areaMapSchema, { ...map, ...change }), ids);
  expect(faults.map((fault) => fault.reason)).toContain(reason);
});

test('a path is letters of paths and numbers, and nothing else', () => {
  const frames = [{ width: 10, height: 10, areas: { '01': 'M0 0"/><script>' } }];
  expect(v.safeParse(areaMapSchema, { ...map, frames }).success).toBe(false);
});
