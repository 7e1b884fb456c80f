import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const ALL = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.test\.tsx?$/.test(name))
  .map((name) => join('test', name));

/** Each test file that a run takes, with its project. */
function taken(env: Readonly<Record<string, string>>): readonly (readonly [file: string, project: string])[] {
  const { BAROMETRE_LONG: _, ...rest } = process.env;
  const words = ['node_modules/vitest/vitest.mjs', 'list', '--filesOnly', '--json'];
  const listed = execFileSync(process.execPath, words, { env: { ...rest, ...env }, encoding: 'utf8' });
  const files: readonly { file: string; projectName: string }[] = JSON.parse(listed.slice(listed.indexOf('[')));
  // A browser's name follows that of its project.
  return files.map(({ file, projectName }) => [relative('', file), projectName.split(' ')[0] ?? '']);
}

test('each test file is in one project, and all but the long ones in npm test, which runs every project', () => {
  const inTest = taken({});
  expect(inTest.map(([file]) => file).toSorted()).toEqual(ALL.filter((file) => !file.includes('.long.')).toSorted());
  const runner = readFileSync('test/run.mjs', 'utf8');
  const isRun = (project: string) => runner.includes(`--project=${project}'`) || runner.includes(`parts('${project}'`);
  expect([...new Set(inTest.map(([, project]) => project))].filter((project) => !isRun(project))).toEqual([]);
});

test('each long one is in npm run test:long, by its folder', () => {
  const inLong = taken({ BAROMETRE_LONG: '1' }).filter(([file]) => file.includes('.long.'));
  expect(inLong.map(([file]) => file).toSorted()).toEqual(ALL.filter((file) => file.includes('.long.')).toSorted());
  for (const [file, project] of inLong) {
    expect(file).toMatch(/\.long\.test\.ts$/);
    expect([file, project]).toEqual([file, file.includes('/journeys/') ? 'journeys' : 'node']);
  }
});
