import type { Database } from 'better-sqlite3';
import {
  type CommentCount,
  type CommentStorage,
  commentKey,
  type DrawableComment,
  type KeptComment,
  type KeptVerbatims,
  positionFollowed,
  readCommentKey,
} from '../comment-storage.ts';
import { passageKeys } from '../passages.ts';
import type { Upkeep } from './sqlite-tidy.ts';
import type { Writer } from './sqlite-writer-client.ts';
import { reading } from './sqlite-writer-server.ts';

interface CommentRead extends Omit<KeptComment, 'key' | 'text'> {
  /** A number of 64 bits in digits. */
  readonly at: string;
  readonly print: string;
  readonly passages: number;
}

const COLUMNS = `CAST(key AS TEXT) AS at, lower(hex(print)) AS print, item, language, state, lot, passages`;
/** SQLite has no exclusive or. The difference never overflows: it is the exclusive or itself. */
const POSITION = '((key | @order) - (key & @order))';
const BEFORE = '(@before IS NULL OR came_on IS NULL OR came_on < @before)';

/** What moderation and publication read; what they change goes through the writer. */
export function commentsSqlite(
  database: Database,
  writer: Writer,
  upkeep: Pick<Upkeep, 'written' | 'erased'>,
): CommentStorage {
  const page = database.prepare<[Readonly<Record<string, string | bigint | number | null>>], CommentRead>(
    `SELECT ${COLUMNS} FROM comment WHERE survey = @survey AND consent IS NOT NULL AND (@state IS NULL OR state = @state)
       AND (@after IS NULL OR ${POSITION} > @after) AND ${BEFORE} ORDER BY ${POSITION} LIMIT @most`,
  );
  const one = database.prepare<[bigint, string, string], CommentRead>(
    `SELECT ${COLUMNS} FROM comment WHERE key = ? AND survey = ? AND consent IS NOT NULL AND substr(lower(hex(print)), 1, 16) = ?`,
  );
  const counts = database.prepare<{ readonly survey: string; readonly before: string | null }, CommentCount>(
    `SELECT state, COUNT(*) AS comments, COUNT(lot) AS inLots FROM comment
     WHERE survey = @survey AND consent IS NOT NULL AND ${BEFORE} GROUP BY state ORDER BY state`,
  );
  const drawable = database.prepare<
    { readonly survey: string; readonly before: string; readonly states: string },
    CommentRead
  >(
    `SELECT ${COLUMNS} FROM comment WHERE survey = @survey AND consent IS NOT NULL
       AND state IN (SELECT value FROM json_each(@states)) AND ${BEFORE} ORDER BY key`,
  );
  const verbatims = database.prepare<[string], KeptVerbatims>(
    'SELECT survey, day, body FROM verbatims WHERE survey = ?',
  );
  const inLots = database.prepare<[string], CommentRead>(
    `SELECT ${COLUMNS} FROM comment WHERE survey = ? AND lot IS NOT NULL ORDER BY lot, place`,
  );
  const stamp = database
    .prepare<[string], string>(
      `SELECT COUNT(*) || '/' || COALESCE(MAX(lot), 0) FROM comment WHERE survey = ? AND lot IS NOT NULL`,
    )
    .pluck();
  const passage = database.prepare<[bigint], string>('SELECT text FROM passage WHERE key = ?').pluck();

  const nameOf = ({ at, print }: CommentRead) => commentKey(BigInt(at), print);

  function toKept({ at, print, passages, ...rest }: CommentRead): KeptComment {
    const text = passageKeys(BigInt(at), passages).map((key) => passage.get(key) ?? '');
    return { key: commentKey(BigInt(at), print), ...rest, text: passages === 0 ? null : text.join('') };
  }

  /** Texts and what is said of them are of one moment. */
  const whole = (read: () => readonly CommentRead[]) => reading(database.transaction(() => read().map(toKept)));

  return {
    comments: async (survey, { state = null, after, order = 0n, before = null, most }) =>
      whole(() => page.all({ survey, state, after: positionFollowed({ after, order }), order, before, most })),
    async comment(survey, text) {
      const at = readCommentKey(text);
      return at && whole(() => one.all(at.key, survey, at.print))[0];
    },
    commentCounts: async (survey, before) => reading(() => counts.all({ survey, before: before ?? null })),
    async changeComment(survey, change) {
      upkeep.written();
      const isChanged = await writer.write({ name: 'changeComment', args: [survey, change] });
      // The text also leaves the log and the free space of pages.
      if (isChanged && change.deletesText) await upkeep.erased();
      return isChanged;
    },
    drawable: async (survey, states, before) =>
      reading(() => drawable.all({ survey, before, states: JSON.stringify(states) })).map(
        (row): DrawableComment => ({
          key: nameOf(row),
          item: row.item,
          language: row.language,
          state: row.state,
          lot: row.lot,
        }),
      ),
    verbatims: async (survey) => reading(() => verbatims.get(survey)),
    drawLots: (kept, drawn) => writer.write({ name: 'drawLots', args: [kept, drawn] }),
    inLots: async (survey) => whole(() => inLots.all(survey)),
    lotsStamp: async (survey) => reading(() => stamp.get(survey)) ?? '',
  };
}
