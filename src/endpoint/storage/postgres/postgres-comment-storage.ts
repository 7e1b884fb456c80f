import type { Pool, PoolClient } from 'pg';
import {
  type CommentChange,
  type CommentCount,
  type CommentStorage,
  commentKey,
  type DrawnComment,
  type KeptComment,
  type KeptVerbatims,
  positionFollowed,
  readCommentKey,
} from '../comment-storage.ts';
import { passageKeys } from '../passages.ts';
import { queryIn, withClient } from './postgres-client.ts';
import { passagesUnder, putPassages } from './postgres-text-statements.ts';

interface CommentRead extends Omit<KeptComment, 'key' | 'text'> {
  readonly key: string;
  readonly print: string;
  readonly passages: number;
}

const COLUMNS = 'key, print, item, language, state, lot, passages';
const before = (parameter: string) => `(${parameter}::text IS NULL OR came_on IS NULL OR came_on < ${parameter})`;

/** What moderation and publication ask for. */
export function commentsPostgres(pool: Pool): CommentStorage {
  const query = queryIn(pool);

  async function toKept(rows: readonly CommentRead[]): Promise<readonly KeptComment[]> {
    const keysOf = ({ key, passages }: CommentRead) => passageKeys(BigInt(key), passages).map(String);
    const found = await query<{ key: string; text: string }>(
      'SELECT key, text FROM passage WHERE key = ANY ($1::bigint[])',
      [rows.flatMap(keysOf)],
    );
    const passage = new Map(found.map(({ key, text }) => [key, text]));
    // One that was erased or changed meanwhile is not shown.
    return rows.flatMap((row) => {
      const { key, print, passages, ...rest } = row;
      const pieces = keysOf(row).map((at) => passage.get(at));
      if (pieces.includes(undefined)) return [];
      return [{ key: commentKey(BigInt(key), print), ...rest, text: passages === 0 ? null : pieces.join('') }];
    });
  }

  return {
    comments: async (survey, { state = null, after, order = 0n, before: day = null, most }) =>
      toKept(
        await query<CommentRead>(
          `SELECT ${COLUMNS} FROM comment WHERE survey = $1 AND consent IS NOT NULL AND ($2::text IS NULL OR state = $2)
             AND ($3::bigint IS NULL OR (key # $6::bigint) > $3::bigint) AND ${before('$4')} ORDER BY (key # $6::bigint) LIMIT $5`,
          [survey, state, positionFollowed({ after, order })?.toString() ?? null, day, most, String(order)],
        ),
      ),
    async comment(survey, text) {
      const at = readCommentKey(text);
      if (!at) return undefined;
      const rows = await query<CommentRead>(
        `SELECT ${COLUMNS} FROM comment WHERE key = $1 AND survey = $2 AND consent IS NOT NULL AND substr(print, 1, 16) = $3`,
        [String(at.key), survey, at.print],
      );
      return (await toKept(rows))[0];
    },
    commentCounts: (survey, day) =>
      query<CommentCount>(
        `SELECT state, COUNT(*)::integer AS comments, COUNT(lot)::integer AS "inLots" FROM comment
         WHERE survey = $1 AND consent IS NOT NULL AND ${before('$2')} GROUP BY state ORDER BY state COLLATE "C"`,
        [survey, day ?? null],
      ),
    changeComment: (survey, change) => withClient(pool, (client) => changeComment(client, survey, change)),
    async drawable(survey, states, day) {
      const rows = await query<CommentRead>(
        `SELECT ${COLUMNS} FROM comment WHERE survey = $1 AND consent IS NOT NULL AND state = ANY ($2) AND ${before('$3')}
         ORDER BY key`,
        [survey, states, day],
      );
      return rows.map(({ key, print, item, language, state, lot }) => ({
        key: commentKey(BigInt(key), print),
        item,
        language,
        state,
        lot,
      }));
    },
    async verbatims(survey) {
      return (await query<KeptVerbatims>('SELECT survey, day, body FROM verbatims WHERE survey = $1', [survey]))[0];
    },
    drawLots: (kept, drawn) => withClient(pool, (client) => drawLots(client, kept, drawn)),
    inLots: async (survey) =>
      toKept(
        await query<CommentRead>(
          `SELECT ${COLUMNS} FROM comment WHERE survey = $1 AND lot IS NOT NULL ORDER BY lot, place`,
          [survey],
        ),
      ),
    async lotsStamp(survey) {
      const [found] = await query<{ stamp: string }>(
        `SELECT COUNT(*) || '/' || COALESCE(MAX(lot), 0) AS stamp FROM comment WHERE survey = $1 AND lot IS NOT NULL`,
        [survey],
      );
      return found?.stamp ?? '';
    },
  };
}

async function changeComment(client: PoolClient, survey: string, change: CommentChange): Promise<boolean> {
  const { seen, state, deletesText } = change;
  const at = readCommentKey(seen.key);
  if (!at) return false;
  await client.query('BEGIN');
  const held = (await passagesUnder(client, [at.key])).get(at.key) ?? 0;
  const changed = await client.query(
    `UPDATE comment SET state = $4, lot = NULL, place = NULL, passages = $5
     WHERE key = $1 AND survey = $2 AND consent IS NOT NULL AND substr(print, 1, 16) = $3 AND state = $6`,
    [String(at.key), survey, at.print, state, deletesText ? 0 : held, seen.state],
  );
  const isChanged = changed.rowCount === 1;
  if (isChanged && deletesText) await putPassages(client, [{ key: at.key, pieces: [], before: held }]);
  await client.query('COMMIT');
  return isChanged;
}

async function drawLots(
  client: PoolClient,
  { survey, day, body }: KeptVerbatims,
  drawn: readonly DrawnComment[],
): Promise<boolean> {
  await client.query('BEGIN');
  const first = await client.query(
    `INSERT INTO verbatims (survey, day, body) VALUES ($1, $2, $3)
     ON CONFLICT (survey) DO UPDATE SET day = excluded.day, body = excluded.body WHERE excluded.day > verbatims.day`,
    [survey, day, body],
  );
  const isFirst = first.rowCount === 1;
  const at = drawn.flatMap(({ key, ...rest }) => {
    const found = readCommentKey(key);
    return found ? [{ ...found, ...rest }] : [];
  });
  if (isFirst && at.length > 0)
    await client.query(
      `UPDATE comment SET lot = drawn.lot, place = drawn.place
       FROM unnest($2::bigint[], $3::text[], $4::integer[], $5::integer[], $6::text[]) AS drawn (key, print, lot, place, state)
       WHERE comment.key = drawn.key AND survey = $1 AND substr(comment.print, 1, 16) = drawn.print
         AND comment.lot IS NULL AND comment.state = drawn.state`,
      [
        survey,
        at.map(({ key }) => String(key)),
        at.map(({ print }) => print),
        at.map(({ lot }) => lot),
        at.map(({ place }) => place),
        at.map(({ state }) => state),
      ],
    );
  await client.query('COMMIT');
  return isFirst;
}
