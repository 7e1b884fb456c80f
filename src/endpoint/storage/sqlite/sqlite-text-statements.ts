import type { Database } from 'better-sqlite3';
import { CannotStart } from '../../process/cannot-start.ts';
import { type DrawnComment, readCommentKey, type VerbatimsRecord } from '../comment-storage.ts';
import { passageKeys, passagesIn } from '../passages.ts';
import { TEXT_ITEMS } from '../sql/erasure-statements.ts';
import { otherSecret, type TextItem, type TextRow, type Texts } from '../texts.ts';

/** The writes of texts, which share the transaction of their response. */
export function textWrites(database: Database) {
  const passages = passageWrites(database);
  return { ...keepingWrites(database, passages), ...decidingWrites(database, passages) };
}

type PassageWrites = ReturnType<typeof passageWrites>;

/** A long text is stored in several passages, each under a key of its comment. */
function passageWrites(database: Database) {
  const passagesOf = database.prepare<[bigint], number>('SELECT passages FROM comment WHERE key = ?').pluck();
  const putPassage = database.prepare<[bigint, string]>('INSERT OR REPLACE INTO passage (key, text) VALUES (?, ?)');
  const forgetPassage = database.prepare<[bigint]>('DELETE FROM passage WHERE key = ?');

  return {
    countOf: (key: bigint) => passagesOf.get(key),
    put(key: bigint, passages: readonly string[], before: number): void {
      for (const [place, at] of passageKeys(key, passages.length).entries()) putPassage.run(at, passages[place] ?? '');
      for (const at of passageKeys(key, before, passages.length)) forgetPassage.run(at);
    },
    forget(key: bigint, count: number): void {
      for (const passage of passageKeys(key, count)) forgetPassage.run(passage);
    },
  };
}

function keepingWrites(database: Database, passages: PassageWrites) {
  // Values in their places, as those of a response.
  const insert = database.prepare<(string | number | bigint | null)[]>(
    `INSERT INTO comment (key, survey, item, language, consent, month, came_on, print, passages, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, unhex(?), ?, 'to-read') ON CONFLICT (key) DO NOTHING`,
  );
  // What says the same as before stays as it was decided.
  const replace = database.prepare<[Omit<TextRow, 'text'> & { readonly passages: number }]>(
    `UPDATE comment SET language = @language, consent = @consent, month = @month, came_on = @came_on, print = unhex(@print),
       passages = @passages, state = 'to-read', lot = NULL, place = NULL
     WHERE key = @key AND print <> unhex(@print)`,
  );
  const forgetComment = database.prepare<[bigint]>('DELETE FROM comment WHERE key = ?');
  const forgetComments = database.prepare('DELETE FROM comment');
  const forgetPassages = database.prepare('DELETE FROM passage');

  function putText({ text, ...row }: TextRow): void {
    const { key, survey, item, language, consent, month, came_on, print } = row;
    const parts = passagesIn(text);
    const { length } = parts;
    // Most are new: what is held is looked for only when the insert has found it.
    if (insert.run(key, survey, item, language, consent, month, came_on, print, length).changes > 0) {
      passages.put(key, parts, 0);
      return;
    }
    const before = passages.countOf(key) ?? 0;
    if (replace.run({ ...row, passages: length }).changes > 0) passages.put(key, parts, before);
  }

  function forget(key: bigint): void {
    const count = passages.countOf(key);
    if (count === undefined) return;
    forgetComment.run(key);
    passages.forget(key, count);
  }

  return {
    /** Replaces the texts under these keys, which are those of one receipt. */
    replaceTexts(texts: readonly TextRow[], keys: readonly bigint[]): void {
      const stay = new Set(texts.map(({ key }) => key));
      for (const key of keys) if (!stay.has(key)) forget(key);
      for (const text of texts) putText(text);
    },
    forgetTexts(keys: readonly bigint[]): void {
      for (const key of keys) forget(key);
    },
    forgetEveryText(): number {
      forgetPassages.run();
      return forgetComments.run().changes;
    },
  };
}

function decidingWrites(database: Database, passages: PassageWrites) {
  const discard = database.prepare(
    `UPDATE comment SET state = 'discarded', lot = NULL, place = NULL, passages = 0
     WHERE key = @key AND print = unhex(@print)`,
  );
  const keepVerbatims = database.prepare<[VerbatimsRecord]>(
    `INSERT INTO verbatims (survey, day, body) VALUES (@survey, @day, @body)
     ON CONFLICT (survey) DO UPDATE SET day = excluded.day, body = excluded.body WHERE excluded.day > verbatims.day`,
  );
  const draw = database.prepare(
    `UPDATE comment SET lot = @lot, place = @place
     WHERE key = @key AND survey = @survey AND substr(lower(hex(print)), 1, 16) = @print AND state = @state AND lot IS NULL`,
  );

  return {
    /** As it was decided elsewhere, whatever is held here. */
    discardAgain(key: bigint, print: string): void {
      const before = passages.countOf(key) ?? 0;
      if (discard.run({ key, print }).changes > 0) passages.put(key, [], before);
    },
    drawLots(kept: VerbatimsRecord, drawn: readonly DrawnComment[]): boolean {
      if (keepVerbatims.run(kept).changes === 0) return false;
      for (const { key, ...rest } of drawn) {
        const at = readCommentKey(key);
        if (at) draw.run({ ...at, ...rest, survey: kept.survey });
      }
      return true;
    },
  };
}

/** Checks that the stored texts are kept under this secret, and notes the items that texts are asked for. */
export function learnTexts(database: Database, texts: Texts): void {
  if (texts.secret === '') return;
  assertSecret(database, texts);
  const learn = database.prepare<[string, string]>('INSERT OR IGNORE INTO text_item (survey, item) VALUES (?, ?)');
  for (const { survey, item } of texts.items) learn.run(survey, item);
}

/** Texts under another secret could neither be erased by their receipts nor be known again. */
export function assertSecret(database: Database, { secret }: Texts): void {
  const held = database.prepare<[], string | null>('SELECT text_secret FROM about').pluck().get();
  if (secret === '' || held === secret) return;
  if (database.prepare('SELECT 1 FROM comment LIMIT 1').get() !== undefined) throw new CannotStart(otherSecret());
  database.prepare('UPDATE about SET text_secret = ?').run(secret);
}

export function textItemsIn(database: Database): () => readonly TextItem[] {
  const items = database.prepare<[], TextItem>(TEXT_ITEMS);
  return () => items.all();
}
