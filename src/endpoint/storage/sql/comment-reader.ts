import {
  type CommentCount,
  type CommentRecord,
  type CommentStorage,
  commentKey,
  positionFollowed,
  readCommentKey,
  type VerbatimsRecord,
} from '../comment-storage.ts';
import type { Dialect, Run } from './dialect.ts';
import { passageReader } from './response-reader.ts';

interface CommentHeader extends Omit<CommentRecord, 'key' | 'text'> {
  /** A number of 64 bits in digits. */
  readonly at: string;
  readonly print: string;
  readonly passages: number;
}

/** Reads comments for moderation and publication. */
export function commentReader(run: Run, dialect: Dialect): Omit<CommentStorage, 'changeComment' | 'drawLots'> {
  const columns = `CAST(comment.key AS TEXT) AS at, ${dialect.hex('print')} AS print, item, language, consent, state, lot, passages`;
  const position = dialect.xor('comment.key', 'CAST($6 AS BIGINT)');
  const before = (day: string) => `(CAST(${day} AS TEXT) IS NULL OR came_on IS NULL OR came_on < ${day})`;
  const passagesOf = passageReader(run, dialect);

  async function toKept(rows: readonly CommentHeader[]): Promise<readonly CommentRecord[]> {
    const textOf = await passagesOf(rows);
    // One that was erased or changed meanwhile is not shown.
    return rows.flatMap((row) => {
      const text = textOf(row);
      const { at, print, passages, ...rest } = row;
      if (text === undefined) return [];
      return [{ key: commentKey(BigInt(at), print), ...rest, text: passages === 0 ? null : text }];
    });
  }

  return {
    comments: async (survey, { item, state = null, after, order = 0n, before: day = null, most }) =>
      toKept(
        await run<CommentHeader>(
          `SELECT ${columns} FROM comment WHERE survey = $1 AND ${item === undefined ? 'consent IS NOT NULL' : 'item = $7'} AND (CAST($2 AS TEXT) IS NULL OR state = $2)
             AND (CAST($3 AS BIGINT) IS NULL OR ${position} > CAST($3 AS BIGINT)) AND ${before('$4')}
           ORDER BY ${position} LIMIT $5`,
          [survey, state, positionFollowed({ after, order }), day, most, order, ...(item === undefined ? [] : [item])],
        ),
      ),
    async comment(survey, text) {
      const at = readCommentKey(text);
      if (!at) return undefined;
      const rows = await run<CommentHeader>(
        `SELECT ${columns} FROM comment WHERE comment.key = $1 AND survey = $2 AND consent IS NOT NULL
           AND substr(${dialect.hex('print')}, 1, 16) = $3`,
        [at.key, survey, at.print],
      );
      return (await toKept(rows))[0];
    },
    commentCounts: (survey, day) =>
      run<CommentCount>(
        `SELECT state, CAST(COUNT(*) AS INTEGER) AS comments, CAST(COUNT(lot) AS INTEGER) AS "inLots" FROM comment
         WHERE survey = $1 AND consent IS NOT NULL AND ${before('$2')} GROUP BY state ORDER BY state`,
        [survey, day ?? null],
      ),
    async drawable(survey, states, day) {
      const rows = await run<CommentHeader>(
        `SELECT ${columns} FROM comment WHERE survey = $1 AND consent IS NOT NULL AND state ${dialect.isIn('$2', 'text')}
           AND ${before('$3')} ORDER BY comment.key`,
        [survey, dialect.list(states), day],
      );
      return rows.map(({ at, print, item, language, state, lot }) => ({
        key: commentKey(BigInt(at), print),
        item,
        language,
        state,
        lot,
      }));
    },
    async verbatims(survey) {
      return (await run<VerbatimsRecord>('SELECT survey, day, body FROM verbatims WHERE survey = $1', [survey]))[0];
    },
    inLots: async (survey) =>
      toKept(
        await run<CommentHeader>(
          `SELECT ${columns} FROM comment WHERE survey = $1 AND lot IS NOT NULL ORDER BY lot, place`,
          [survey],
        ),
      ),
    async lotsStamp(survey) {
      const [found] = await run<{ readonly stamp: string }>(
        `SELECT COUNT(*) || '/' || COALESCE(MAX(lot), 0) AS stamp FROM comment WHERE survey = $1 AND lot IS NOT NULL`,
        [survey],
      );
      return found?.stamp ?? '';
    },
  };
}
