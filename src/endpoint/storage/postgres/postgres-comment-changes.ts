import type { PoolClient } from 'pg';
import { type CommentChange, type DrawnComment, type KeptVerbatims, readCommentKey } from '../comment-storage.ts';
import { passagesUnder, putPassages } from './postgres-text-statements.ts';

export async function changeComment(client: PoolClient, survey: string, change: CommentChange): Promise<boolean> {
  const { seen, state, deletesText } = change;
  const at = readCommentKey(seen.key);
  if (!at) return false;
  await client.query('BEGIN');
  const held = (await passagesUnder(client, [at.key])).get(at.key) ?? 0;
  const changed = await client.query(
    `UPDATE comment SET state = $4, lot = NULL, place = NULL, passages = $5
     WHERE key = $1 AND survey = $2 AND consent IS NOT NULL AND substr(encode(print, 'hex'), 1, 16) = $3 AND state = $6`,
    [at.key, survey, at.print, state, deletesText ? 0 : held, seen.state],
  );
  const isChanged = changed.rowCount === 1;
  if (isChanged && deletesText) await putPassages(client, [{ key: at.key, pieces: [], before: held }]);
  await client.query('COMMIT');
  return isChanged;
}

export async function drawLots(
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
       WHERE comment.key = drawn.key AND survey = $1 AND substr(encode(comment.print, 'hex'), 1, 16) = drawn.print
         AND comment.lot IS NULL AND comment.state = drawn.state`,
      [
        survey,
        at.map(({ key }) => key),
        at.map(({ print }) => print),
        at.map(({ lot }) => lot),
        at.map(({ place }) => place),
        at.map(({ state }) => state),
      ],
    );
  await client.query('COMMIT');
  return isFirst;
}
