import type { Database } from 'better-sqlite3';
import { passageKeys, passagesIn } from '../passages.ts';
import type { TextItem, TextRow } from '../texts.ts';

/** The writes of texts, which share the transaction of their response. */
export function textWrites(database: Database) {
  const passagesOf = database.prepare<[bigint], number>('SELECT passages FROM comment WHERE key = ?').pluck();
  // What says the same as before stays as it was decided.
  const put = database.prepare<[Omit<TextRow, 'text'> & { readonly passages: number }]>(
    `INSERT INTO comment (key, survey, item, language, consent, month, came_on, print, passages, state)
     VALUES (@key, @survey, @item, @language, @consent, @month, @came_on, unhex(@print), @passages, 'to-read')
     ON CONFLICT (key) DO UPDATE SET language = excluded.language, consent = excluded.consent, month = excluded.month,
       came_on = excluded.came_on, print = excluded.print, passages = excluded.passages, state = excluded.state,
       masks = NULL, proposed_by = NULL, lot = NULL, place = NULL
     WHERE print <> excluded.print`,
  );
  const putPassage = database.prepare<[bigint, string]>('INSERT OR REPLACE INTO passage (key, text) VALUES (?, ?)');
  const forgetComment = database.prepare<[bigint]>('DELETE FROM comment WHERE key = ?');
  const forgetPassage = database.prepare<[bigint]>('DELETE FROM passage WHERE key = ?');
  const forgetDays = database.prepare<[string]>('UPDATE comment SET came_on = NULL WHERE came_on < ?');

  function putText({ text, ...row }: TextRow): void {
    const passages = passagesIn(text);
    const before = passagesOf.get(row.key) ?? 0;
    if (put.run({ ...row, passages: passages.length }).changes === 0) return;
    for (const [place, key] of passageKeys(row.key, passages.length).entries())
      putPassage.run(key, passages[place] ?? '');
    for (const key of passageKeys(row.key, before, passages.length)) forgetPassage.run(key);
  }

  function forget(key: bigint): void {
    const passages = passagesOf.get(key);
    if (passages === undefined) return;
    forgetComment.run(key);
    for (const passage of passageKeys(key, passages)) forgetPassage.run(passage);
  }

  return {
    /** In the place of those that lie under the keys of the same receipt. */
    replaceTexts(texts: readonly TextRow[], keys: readonly bigint[]): void {
      const stay = new Set(texts.map(({ key }) => key));
      for (const key of keys) if (!stay.has(key)) forget(key);
      for (const text of texts) putText(text);
    },
    forgetTexts(keys: readonly bigint[]): void {
      for (const key of keys) forget(key);
    },
    forgetDays: (today: string) => forgetDays.run(today).changes,
  };
}

/** Those of which there may be texts: none while there is no text at all. */
export function textItemsIn(database: Database): () => readonly TextItem[] {
  const items = database.prepare<[], TextItem>(
    'SELECT survey, item FROM text_item WHERE EXISTS (SELECT 1 FROM comment)',
  );
  return () => items.all();
}
