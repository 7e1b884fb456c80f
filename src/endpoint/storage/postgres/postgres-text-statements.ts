import type { PoolClient } from 'pg';
import { CannotStart } from '../../process/cannot-start.ts';
import { passageKeys, passagesIn } from '../passages.ts';
import type { Run } from '../sql/dialect.ts';
import { otherSecret, type TextRow, type Texts } from '../texts.ts';
import { runOn } from './postgres-client.ts';

const COMMENT = ['key', 'survey', 'item', 'language', 'consent', 'month', 'came_on', 'print', 'passages'] as const;
const TYPES: Readonly<Partial<Record<(typeof COMMENT)[number], string>>> = { key: 'bigint', passages: 'integer' };
// An unchanged text keeps the decision about it.
const PUT = `INSERT INTO comment (${COMMENT.join(', ')}, state)
  SELECT ${COMMENT.map((name) => (name === 'print' ? `decode(print, 'hex')` : name)).join(', ')}, 'to-read'
  FROM unnest(${COMMENT.map((name, place) => `$${place + 1}::${TYPES[name] ?? 'text'}[]`).join(', ')}) AS sent (${COMMENT.join(', ')})
  ON CONFLICT (key) DO UPDATE SET language = excluded.language, consent = excluded.consent, month = excluded.month,
    came_on = excluded.came_on, print = excluded.print, passages = excluded.passages, state = excluded.state,
    lot = NULL, place = NULL
  WHERE comment.print <> excluded.print RETURNING key`;
const PUT_PASSAGES = `INSERT INTO passage (key, text) SELECT * FROM unnest($1::bigint[], $2::text[])
  ON CONFLICT (key) DO UPDATE SET text = excluded.text`;

/** Replaces the texts under these keys, within the transaction of their responses. */
export async function replaceTexts(client: PoolClient, texts: readonly TextRow[], keys: readonly bigint[]) {
  // No honest device sends two responses with one receipt: the text of the last one is kept.
  const byKey = new Map(texts.map((text) => [text.key, text]));
  const before = await passagesUnder(client, keys);
  await forgetTexts(
    client,
    [...before].filter(([key]) => !byKey.has(key)),
  );
  if (byKey.size === 0) return;
  const rows = [...byKey.values()]
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ text, ...row }) => ({ ...row, pieces: passagesIn(text) }));
  const values = rows.map(({ pieces, ...row }) => ({ ...row, key: String(row.key), passages: pieces.length }));
  const columns = COMMENT.map((name) => values.map((row) => row[name]));
  const put = await client.query<{ key: string }>(PUT, columns);
  const changed = new Set(put.rows.map(({ key }) => BigInt(key)));
  const written = rows.filter(({ key }) => changed.has(key));
  await putPassages(
    client,
    written.map(({ key, pieces }) => ({ key, pieces, before: before.get(key) ?? 0 })),
  );
}

interface Pieces {
  readonly key: bigint;
  readonly pieces: readonly string[];
  /** The number of pieces before. */
  readonly before: number;
}

/** Replaces the pieces of texts. */
async function putPassages(client: PoolClient, texts: readonly Pieces[]) {
  const lost = texts.flatMap(({ key, pieces, before }) => passageKeys(key, before, pieces.length));
  if (lost.length > 0) await client.query('DELETE FROM passage WHERE key = ANY ($1::bigint[])', [lost.map(String)]);
  const keys = texts.flatMap(({ key, pieces }) => passageKeys(key, pieces.length).map(String));
  if (keys.length > 0) await client.query(PUT_PASSAGES, [keys, texts.flatMap(({ pieces }) => pieces)]);
}

/** Returns how many pieces each text under these keys has. */
async function passagesUnder(client: PoolClient, keys: readonly bigint[]): Promise<Map<bigint, number>> {
  if (keys.length === 0) return new Map();
  const { rows } = await client.query<{ key: string; passages: number }>(
    'SELECT key, passages FROM comment WHERE key = ANY ($1::bigint[]) ORDER BY key FOR UPDATE',
    [keys.map(String)],
  );
  return new Map(rows.map(({ key, passages }) => [BigInt(key), passages]));
}

async function forgetTexts(client: PoolClient, texts: Iterable<readonly [bigint, number]>) {
  const all = [...texts];
  if (all.length === 0) return;
  const passages = all.flatMap(([key, count]) => passageKeys(key, count));
  await client.query('DELETE FROM comment WHERE key = ANY ($1::bigint[])', [all.map(([key]) => String(key))]);
  if (passages.length > 0)
    await client.query('DELETE FROM passage WHERE key = ANY ($1::bigint[])', [passages.map(String)]);
}

/** Checks that the stored texts are under this secret, and records the items that texts are asked for. */
export async function learnTextsPostgres(client: PoolClient, texts: Texts): Promise<void> {
  if (texts.secret === '') return;
  await client.query('BEGIN');
  if (!(await claimsSecret(runOn(client), texts))) throw new CannotStart(otherSecret());
  await client.query(
    'INSERT INTO text_item (survey, item) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING',
    [texts.items.map(({ survey }) => survey), texts.items.map(({ item }) => item)],
  );
  await client.query('COMMIT');
}

/**
 * Texts under another secret could neither be erased by their receipts nor be recognised. The first endpoint decides, before there is any
 * text: one that starts beside it with another secret is refused at once, and not with the posts that it has taken.
 */
export async function claimsSecret(query: Run, { secret }: Texts): Promise<boolean> {
  if (secret === '') return true;
  await query('UPDATE about SET text_secret = $1 WHERE text_secret IS NULL', [secret]);
  const [about] = await query<{ held: string }>('SELECT text_secret AS held FROM about');
  return about?.held === secret;
}
