// The same duty by hand, and no more: hono, JSON.parse, valibot, one insert into SQLite, group commit with fsync, no privacy.
import { serve } from '@hono/node-server';
import SQLite from 'better-sqlite3';
import { Hono } from 'hono';
import * as v from 'valibot';

const database = new SQLite(process.argv[2]);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.pragma('wal_autocheckpoint = 4000');
database.exec(`CREATE TABLE response (
  id TEXT NOT NULL PRIMARY KEY, sequence INTEGER NOT NULL, survey TEXT NOT NULL, revision INTEGER NOT NULL, status TEXT NOT NULL,
  mode TEXT NOT NULL, channel TEXT, language TEXT NOT NULL, started_on TEXT NOT NULL, received_on TEXT NOT NULL,
  minutes INTEGER NOT NULL, last_question TEXT, receipt_hash TEXT NOT NULL, answers TEXT NOT NULL
) STRICT`);
const insert = database.prepare(
  `INSERT INTO response VALUES (${Array(14).fill('?').join(', ')}) ON CONFLICT (id) DO NOTHING`,
);

const Day = v.pipe(v.string(), v.isoDate());
const Answer = v.union([v.string(), v.number(), v.array(v.string()), v.record(v.string(), v.string())]);
const Body = v.strictObject({
  envelopes: v.pipe(
    v.array(
      v.strictObject({
        id: v.pipe(v.string(), v.uuid()),
        sequence: v.pipe(v.number(), v.integer(), v.minValue(1)),
        survey: v.pipe(v.string(), v.maxLength(64)),
        revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
        status: v.picklist(['partial', 'complete']),
        mode: v.picklist(['self', 'field']),
        channel: v.nullable(v.pipe(v.string(), v.maxLength(64))),
        language: v.pipe(v.string(), v.maxLength(16)),
        startedOn: Day,
        minutes: v.pipe(v.number(), v.integer(), v.minValue(0)),
        lastQuestion: v.nullable(v.pipe(v.string(), v.maxLength(64))),
        receiptHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
        answers: v.record(v.string(), Answer),
      }),
    ),
    v.maxLength(50),
  ),
});

/** Requests that share the next commit. */
let waiting = [];

function commit() {
  const group = waiting;
  waiting = [];
  const today = new Date().toISOString().slice(0, 10);
  database.exec('BEGIN IMMEDIATE');
  for (const { envelopes } of group)
    for (const one of envelopes)
      insert.run(
        one.id,
        one.sequence,
        one.survey,
        one.revision,
        one.status,
        one.mode,
        one.channel,
        one.language,
        one.startedOn,
        today,
        one.minutes,
        one.lastQuestion,
        one.receiptHash,
        JSON.stringify(one.answers),
      );
  database.exec('COMMIT');
  for (const { resolve } of group) resolve();
}

function committed(envelopes) {
  return new Promise((resolve) => {
    if (waiting.push({ envelopes, resolve }) === 1) setImmediate(commit);
  });
}

const app = new Hono();
app.post('/api/responses', async (context) => {
  const { success, output } = v.safeParse(Body, JSON.parse(await context.req.text()));
  if (!success) return context.json({ code: 'request.invalid' }, 400);
  await committed(output.envelopes);
  return context.json({
    verdicts: output.envelopes.map(({ id, sequence }) => ({ id, sequence, verdict: 'stored' })),
  });
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`);
});
