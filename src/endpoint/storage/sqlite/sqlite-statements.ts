import SQLite, { type Database } from 'better-sqlite3';
import { onceEach } from '../../process/once-each.ts';
import type { Run, Value } from '../sql/dialect.ts';
import { StorageUnavailable } from '../storage.ts';

/** One statement with its values, run at once. */
type RunNow = <Row extends object>(statement: string, values?: readonly Value[]) => readonly Row[];

/** Prepares each statement once. Its parameters become `?`: the driver takes a hundred times as long to look up a name. */
export function runIn(database: Database): RunNow {
  const prepared = onceEach((text: string) => {
    const places: number[] = [];
    const statement = database.prepare<unknown[]>(
      text.replace(/\$(\d+)/g, (_, place) => {
        places.push(Number(place) - 1);
        return '?';
      }),
    );
    return <Row>(values: readonly Value[]) => {
      const inPlace = places.map((place) => values[place] ?? null);
      if (statement.reader) return statement.all(...inPlace) as readonly Row[];
      statement.run(...inPlace);
      return [];
    };
  });

  return (text, values = []) => prepared(text)(values);
}

/** The same for statements that both databases share, which run asynchronously. */
export function sharedRunIn(database: Database): Run {
  const run = runIn(database);
  return async <Row extends object>(statement: string, values: readonly Value[] = []) =>
    reading(() => run<Row>(statement, values));
}

/** Codes, primary or extended, of errors that come from the disk or another writer, not from our statement. */
const UNAVAILABLE = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY|LOCKED|PROTOCOL|CORRUPT|NOTADB|NOLFS|PERM)/;

/** Returns SQLite's code if waiting, or repairing the disk, may help. */
export function unavailability(error: unknown): string | undefined {
  return error instanceof SQLite.SqliteError && UNAVAILABLE.test(error.code) ? error.code : undefined;
}

/** Turns SQLite's error into `StorageUnavailable`, where it is one. */
export function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (unavailability(error)) throw new StorageUnavailable('the storage cannot be read', { cause: error });
    throw error;
  }
}
