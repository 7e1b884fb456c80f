import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { TRIAL } from '../../../core/survey/channel-id.ts';
import type {
  DraftFiles,
  FileSet,
  PublishedFiles,
  StoredToken,
  SurveyRecord,
  SurveyStorage,
} from '../survey-storage.ts';
import type { Run } from './dialect.ts';
import OF_A_SURVEY from './tables-of-a-survey.json' with { type: 'json' };

/** Bytes of a piece: a longer write would make the responses of everybody wait. */
const PIECE = 256 * 1024;

interface SurveyRow extends Pick<SurveyRecord, 'survey' | 'version' | 'state'> {
  readonly listed: number;
  readonly withdrawn_on: string | null;
  /** Lists of files, in JSON. */
  readonly published: string | null;
  readonly draft: string | null;
}

interface TokenRow {
  readonly name: string;
  readonly digest: string;
  readonly scopes: string;
  readonly last_day: string;
  readonly surveys: string | null;
  readonly used_on: string | null;
}

const SURVEY = 'survey, version, state, listed, withdrawn_on, published, draft';

/** Trial responses are erased with what is taken back. */
const UNANSWERED = `AND NOT EXISTS (
  SELECT 1 FROM response WHERE response.survey = $1 AND (channel IS NULL OR channel <> '${TRIAL}')
)`;

/** From now on they lead nowhere. */
const FORGET_ADDRESSES = 'UPDATE short_address SET survey = NULL WHERE survey = $1 AND path <> $1';

/** Surveys and tokens, which both databases read and change by the same statements. */
export function surveyStatements(read: Run, write: Run): SurveyStorage {
  return {
    ...fileStatements(read, write),
    ...tokenStatements(write),
    async look() {
      const rows = await read<Pick<SurveyRow, 'survey' | 'version'>>(
        'SELECT survey, version FROM survey ORDER BY survey',
      );
      const tokens = await read<TokenRow>(
        "SELECT name, digest, scopes, last_day, surveys, used_on FROM token WHERE name NOT LIKE 'code:%' ORDER BY name",
      );
      const [about] = await read<{ readonly home: string | null }>('SELECT home_survey AS home FROM about');
      return {
        versions: new Map(rows.map(({ survey, version }) => [survey, version])),
        tokens: tokens.map(toToken),
        home: about?.home ?? null,
      };
    },
    async keptSurveys() {
      return (await read<SurveyRow>(`SELECT ${SURVEY} FROM survey ORDER BY survey`)).map(toSurveyRecord);
    },
    async keptSurvey(survey) {
      const [row] = await read<SurveyRow>(`SELECT ${SURVEY} FROM survey WHERE survey = $1`, [survey]);
      return row && toSurveyRecord(row);
    },
    async changeSurvey({ follows, next, isUnanswered = false }) {
      const { survey, version, state, isListed, withdrawnOn, published, draft } = next;
      const values = [survey, version, state, isListed ? 1 : 0, withdrawnOn, written(published), written(draft)];
      const statement =
        follows === null
          ? `INSERT INTO survey (${SURVEY}) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (survey) DO NOTHING RETURNING survey`
          : `UPDATE survey SET version = $2, state = $3, listed = $4, withdrawn_on = $5, published = $6, draft = $7
             WHERE survey = $1 AND version = $8
               ${isUnanswered ? UNANSWERED : ''} RETURNING survey`;
      return (await write(statement, follows === null ? values : [...values, follows])).length > 0;
    },
    async dropSurvey(survey, version) {
      const statement = `DELETE FROM survey WHERE survey = $1 AND version = $2 AND published IS NULL RETURNING survey`;
      const isDropped = (await write(statement, [survey, version])).length > 0;
      if (isDropped) await write(FORGET_ADDRESSES, [survey]);
      return isDropped;
    },
    async forgetSurvey(survey) {
      await write(FORGET_ADDRESSES, [survey]);
      // Another survey of this name is not at the bare address because of it.
      await write('UPDATE about SET home_survey = NULL WHERE home_survey = $1', [survey]);
      // All tables that name a survey, but responses, their texts, and `text_item`: a late text can be erased only by its item.
      // The survey itself goes last: what was cut off is done again by asking again.
      for (const table of OF_A_SURVEY) await write(`DELETE FROM ${table} WHERE survey = $1`, [survey]);
    },
    async claimAddress(path, survey, channel, isDry = false) {
      const claim = 'INSERT INTO short_address (path, survey, channel) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
      if (!isDry) await write(claim, [path, survey, channel]);
      const others = 'SELECT path FROM short_address WHERE path = $1 AND survey IS DISTINCT FROM $2';
      return (await read(others, [path, survey])).length === 0;
    },
    addresses: (survey) =>
      read('SELECT path, channel FROM short_address WHERE survey = $1 AND path <> $1 ORDER BY path', [survey]),
    async chooseHome(survey) {
      await write('UPDATE about SET home_survey = $1', [survey]);
    },
    async keepTextItems(items) {
      const known = await read<(typeof items)[number]>('SELECT survey, item FROM text_item');
      const isKnown = new Set(known.map(({ survey, item }) => `${survey} ${item}`));
      // Each write is flushed to the disk, and a start asks this of every survey.
      for (const { survey, item } of items.filter((one) => !isKnown.has(`${one.survey} ${one.item}`)))
        await write('INSERT INTO text_item (survey, item) VALUES ($1, $2) ON CONFLICT DO NOTHING', [survey, item]);
    },
  };
}

function fileStatements(read: Run, write: Run): Pick<SurveyStorage, 'putFile' | 'pieces' | 'file' | 'forgetFiles'> {
  async function* pieces(digest: string): AsyncGenerator<Uint8Array, undefined> {
    const statement = 'SELECT bytes FROM survey_piece WHERE digest = $1 AND place = $2';
    for (let place = 0; ; place++) {
      const [piece] = await read<{ readonly bytes: Uint8Array }>(statement, [digest, place]);
      if (!piece) return undefined;
      yield piece.bytes;
      await setImmediate();
    }
  }

  return {
    pieces,
    async putFile(digest, bytes, day) {
      for (let place = 0; place === 0 || place * PIECE < bytes.length; place++)
        await write(
          `INSERT INTO survey_piece (digest, place, put_on, bytes) VALUES ($1, $2, $3, $4)
           ON CONFLICT (digest, place) DO UPDATE SET put_on = excluded.put_on WHERE survey_piece.put_on < excluded.put_on`,
          [digest, place, day, Uint8Array.from(bytes.subarray(place * PIECE, (place + 1) * PIECE))],
        );
    },
    async file(digest) {
      const read: Uint8Array[] = [];
      const digesting = createHash('sha256');
      for await (const piece of pieces(digest)) {
        read.push(piece);
        digesting.update(piece);
      }
      return read.length > 0 && digesting.digest('hex') === digest ? Buffer.concat(read) : undefined;
    },
    async forgetFiles(before) {
      // A file that was put today may belong to a list that is not written yet.
      await write(
        `DELETE FROM survey_piece WHERE put_on < $1 AND NOT EXISTS (
           SELECT 1 FROM survey
           WHERE published LIKE '%' || survey_piece.digest || '%' OR draft LIKE '%' || survey_piece.digest || '%'
         )`,
        [before],
      );
    },
  };
}

function tokenStatements(
  write: Run,
): Pick<SurveyStorage, 'addToken' | 'revokeToken' | 'prolongToken' | 'noteTokenUse' | 'takeCode'> {
  return {
    async addToken({ name, digest, scopes, until, surveys }) {
      const added = await write(
        `INSERT INTO token (name, digest, scopes, last_day, surveys) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (name) DO NOTHING RETURNING name`,
        [name, digest, JSON.stringify(scopes), until, surveys && JSON.stringify(surveys)],
      );
      return added.length > 0;
    },
    async revokeToken(name) {
      return (await write('DELETE FROM token WHERE name = $1 RETURNING name', [name])).length > 0;
    },
    async prolongToken(name, until) {
      return (await write('UPDATE token SET last_day = $2 WHERE name = $1 RETURNING name', [name, until])).length > 0;
    },
    async noteTokenUse(name, day) {
      await write('UPDATE token SET used_on = $2 WHERE name = $1 AND (used_on IS NULL OR used_on < $2)', [name, day]);
    },
    async takeCode(digest) {
      const [row] = await write<Pick<TokenRow, 'name' | 'surveys'>>(
        "DELETE FROM token WHERE digest = $1 AND name LIKE 'code:%' RETURNING name, surveys",
        [digest],
      );
      return row && { name: row.name, surveys: row.surveys === null ? null : (JSON.parse(row.surveys) as string[]) };
    },
  };
}

function written(set: FileSet | null): string | null {
  return set && JSON.stringify(set);
}

function toSurveyRecord(row: SurveyRow): SurveyRecord {
  const { survey, version, state, listed, withdrawn_on, published, draft } = row;
  return {
    survey,
    version,
    state,
    isListed: listed === 1,
    withdrawnOn: withdrawn_on,
    published: published === null ? null : (JSON.parse(published) as PublishedFiles),
    draft: draft === null ? null : (JSON.parse(draft) as DraftFiles),
  };
}

function toToken({ name, digest, scopes, last_day, surveys, used_on }: TokenRow): StoredToken {
  return {
    name,
    digest,
    scopes: JSON.parse(scopes) as string[],
    until: last_day,
    surveys: surveys === null ? null : (JSON.parse(surveys) as string[]),
    usedOn: used_on,
  };
}
