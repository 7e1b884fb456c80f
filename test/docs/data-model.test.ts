import { readFileSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { STORES } from '../../src/device/store/schema.ts';
import { SQLITE } from '../../src/endpoint/storage/sql/dialect.ts';
import { contactStepsIn, storageStepsIn } from '../../src/endpoint/storage/sql/storage-schema.ts';

const page = readFileSync('docs/data-model.md', 'utf8');

it('shows every table of both databases with its columns', () => {
  // PostgreSQL is created from the same text: only types and functions differ.
  const documented = tablesOfPage();
  expect(Object.keys(documented).length).toBeGreaterThan(15);
  expect(documented).toEqual({ ...tablesIn(storageStepsIn(SQLITE)), ...tablesIn(contactStepsIn(SQLITE)) });
});

it('shows every store of the device with its key', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| (`[^|]+`) \| [^|]+ \| [^|]+ \|$/gm)];
  const documented = rows.map(([, store, key = '']) => [store, namesIn(key)]);
  expect(Object.fromEntries(documented)).toEqual(
    Object.fromEntries(Object.entries(STORES).map(([store, { key }]) => [store, [key].flat()])),
  );
});

function tablesIn(steps: readonly string[]): Record<string, readonly string[]> {
  const database = new SQLite(':memory:');
  try {
    for (const step of steps) database.exec(step);
    const names = database.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    const columnsOf = database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck();
    return Object.fromEntries(names.map((name) => [name, columnsOf.all(name)]));
  } finally {
    database.close();
  }
}

/**
 * Where a heading names two tables, a second list of columns belongs to the second; without one both have the same columns.
 */
function tablesOfPage(): Record<string, readonly string[]> {
  const tables: Record<string, readonly string[]> = {};
  for (const part of page.split(/^##+ /m).slice(1)) {
    const [heading = '', ...rest] = part.split('\n');
    const names = namesIn(heading.split(':')[0] ?? '');
    const lists = rest
      .join('\n')
      .split(/^\| column \| what \|$/m)
      .slice(1)
      .map((list) => [...list.matchAll(/^\| `(\w+)` \|/gm)].map(([, column = '']) => column));
    names.forEach((name, place) => {
      tables[name] = lists[place] ?? lists[0] ?? [];
    });
  }
  return tables;
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
}
