import { join } from 'node:path';
import * as v from 'valibot';
import { type Background, oneAtATime } from '../process/background.ts';
import { appendLines, linesIn } from '../process/command-log.ts';

/** No backup has the file, and a restore of the database leaves it alone. */
const FILE = 'dossier-history.log';
/** Somebody who changes a notice all day does not fill the file: what is so then is noted on another day. */
const MOST_A_DAY = 200;

const value = v.nullable(v.union([v.string(), v.number(), v.boolean()]));
const lineSchema = v.object({ day: v.string(), owner: v.string(), name: v.string(), value });
export type NotedValue = v.InferOutput<typeof lineSchema>;
export type Values = Readonly<Record<string, NotedValue['value']>>;

/**
 * Returns a function that notes what is so today of some owners, which are surveys, or the installation as `''`. It adds a line for each
 * value that is another than before, so that several processes may share the file, and returns all lines: also where it cannot write.
 */
export function historyIn(dataDir: string, valuesOf: (owner: string) => Values, background: Background) {
  const file = join(dataDir, FILE);
  const inTurn = oneAtATime();
  return (day: string, ...owners: readonly string[]) =>
    inTurn(async () => {
      let known: readonly NotedValue[] = [];
      const changed = () => owners.flatMap((owner) => changedLines(known, { day, owner }, valuesOf(owner)));
      await background('dossier', async () => {
        known = await linesIn(file, lineSchema);
        await appendLines(file, changed());
      });
      return [...known, ...changed()];
    });
}

function changedLines(
  known: readonly NotedValue[],
  { day, owner }: Omit<NotedValue, 'name' | 'value'>,
  values: Values,
) {
  const own = known.filter((line) => line.owner === owner);
  const last = new Map(own.map(({ name, value }) => [name, value]));
  const room = MOST_A_DAY - own.filter((line) => line.day === day).length;
  return [...new Set([...last.keys(), ...Object.keys(values)])]
    .map((name) => ({ day, owner, name, value: values[name] ?? null }))
    .filter(({ name, value }) => value !== last.get(name))
    .slice(0, Math.max(room, 0));
}
