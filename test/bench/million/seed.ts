import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { openSqlite } from '../../../src/endpoint/storage/sqlite/sqlite-storage.ts';
import { serveWrites } from '../../../src/endpoint/storage/sqlite/sqlite-writer-server.ts';
import { textSecretIn, textsApart } from '../../../src/endpoint/stored/texts-apart.ts';
import { shippedSurveys } from '../../support/shipped.ts';
import { randomResponse } from './responses.ts';

export const SURVEY = 'numerique-territorial';

const BATCH = 5_000;
/** Responses come over so many days. */
const DAYS = 60;

/** Fills the data folder up to so many responses, through the endpoint's own storage, in the random order of their ids. */
export async function seed(dataDir: string, responses: number): Promise<void> {
  const read = await shippedSurveys();
  const survey = read.surveys.get(SURVEY)?.current;
  if (!survey) throw new Error(`no survey ${SURVEY}`);
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, 'responses.sqlite');
  const before = existsSync(file) ? countIn(file) : 0;
  if (before >= responses) return;
  const secret = await textSecretIn(dataDir, undefined);
  const storage = openSqlite(file, {
    startWriter: (port, file) => {
      serveWrites(port, file);
      return async () => {};
    },
    texts: textsApart(read.surveys, secret),
  });
  for (let stored = before; stored < responses; stored += BATCH) {
    const day = dayAt(Math.floor(stored / BATCH) % DAYS);
    const batch = Array.from({ length: Math.min(BATCH, responses - stored) }, () => randomResponse(survey, day));
    await storage.store(batch, [], day);
    if (stored % (BATCH * 10) === 0) process.stderr.write(`\rseeding: ${stored} of ${responses}`);
  }
  await storage.close();
  process.stderr.write(`\rseeded: ${responses} responses\n`);
}

function countIn(file: string): number {
  const database = new SQLite(file, { readonly: true });
  const found = database.prepare('SELECT COUNT(*) FROM response').pluck().get();
  database.close();
  return Number(found);
}

/** The day so many days after the first of September 2026. */
export function dayAt(after: number): string {
  return new Date(Date.UTC(2026, 8, 1 + after)).toISOString().slice(0, 10);
}
