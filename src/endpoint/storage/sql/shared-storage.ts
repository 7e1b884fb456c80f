import type { JournalAct } from '../../../wire/organiser/organiser-reply.ts';
import type { DayCount, EventRefusalCount, OrganiserStorage, RefusalCount } from '../organiser-storage.ts';
import { isId, keyOf } from '../row-key.ts';
import {
  isUnchanged,
  type LifecycleRow,
  type NightRow,
  type PublishedRevision,
  type Standing,
  type Storage,
  StorageUnavailable,
} from '../storage.ts';
import { commentReader } from './comment-reader.ts';
import type { Dialect, Run } from './dialect.ts';
import { responseReader } from './response-reader.ts';
import { surveyStatements } from './survey-statements.ts';

/** Ids changed by one statement: posts go through between two of them. */
const SLICE = 500;

/** Each database has its own code where it needs several statements in one transaction, or means that the other lacks. */
type OwnMethods =
  | 'source'
  | 'store'
  | 'erase'
  | 'eraseBefore'
  | 'changeComment'
  | 'drawLots'
  | 'forgetEveryText'
  | 'forgetDays'
  | 'tidy'
  | 'probe'
  | 'close';

/** Everything that both databases do by the same statement. */
export function sharedStorage(read: Run, write: Run, dialect: Dialect): Omit<Storage, OwnMethods> {
  return {
    ...responseReader(read, dialect),
    ...commentReader(read, dialect),
    ...surveyStatements(read, write),
    ...countStatements(read),
    ...journalStatements(read, write),
    ...exclusionStatements(write, dialect),
    ...nightStatements(read, write),
    ...lifecycleStatements(read, write),
    ...revisionStatements(read, write),
    async receiptState(receiptHash) {
      const rows = await read<{ readonly survey: string | null }>(
        `SELECT survey FROM response WHERE receipt_hash = ${dialect.unhex('$1')}`,
        [receiptHash],
      );
      if (rows.length === 0) return undefined;
      return rows.some(({ survey }) => survey !== null) ? 'received' : 'erased';
    },
    async standing() {
      const [found] = await read<Standing>('SELECT epoch, backed_up_through AS "backedUpThrough" FROM about');
      if (!found) throw new StorageUnavailable('the database says nothing about itself');
      return found;
    },
  };
}

/** Writes the next number and reads it back. Rejects with `StorageUnavailable` when it is not there. */
export async function writeAndReadBack(read: Run, write: Run): Promise<void> {
  const [written] = await write<{ readonly mark: number }>(
    'INSERT INTO probe (one, mark) VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET mark = probe.mark + 1 RETURNING mark',
  );
  const [found] = await read<{ readonly mark: number }>('SELECT mark FROM probe');
  if ((found?.mark ?? 0) < (written?.mark ?? 1)) throw new StorageUnavailable('what was written is not read back');
}

function countStatements(
  read: Run,
): Pick<Storage, 'erasures' | 'losses' | 'refusals' | 'eventRefusals' | 'countBefore' | 'countChannel'> {
  const byDay = (table: 'erasure' | 'loss', survey: string) =>
    read<DayCount>(`SELECT day, responses FROM ${table} WHERE survey = $1 ORDER BY day`, [survey]);

  return {
    erasures: (survey) => byDay('erasure', survey),
    async losses(survey) {
      const [about] = await read<{ readonly day: string | null }>('SELECT restored_on AS day FROM about');
      return { restoredOn: about?.day ?? null, missing: await byDay('loss', survey) };
    },
    refusals: () => read<RefusalCount>('SELECT day, code, survey, envelopes FROM refusal ORDER BY day, code, survey'),
    eventRefusals: (survey) =>
      read<EventRefusalCount>(
        `SELECT day, code, NULLIF(channel, '') AS channel, envelopes FROM event_refusal
         WHERE survey = $1 ORDER BY day, code, event_refusal.channel`,
        [survey],
      ),
    async countBefore(day) {
      // From survey to survey by the index: a million rows are not looked through each hour.
      const statement = `WITH RECURSIVE one (survey) AS (SELECT MIN(survey) FROM response UNION ALL
          SELECT (SELECT MIN(survey) FROM response WHERE survey > one.survey) FROM one WHERE survey IS NOT NULL)
        SELECT survey, (SELECT CAST(COUNT(*) AS INTEGER) FROM response
          WHERE response.survey = one.survey AND received_on < $1) AS due FROM one WHERE survey IS NOT NULL`;
      const rows = await read<{ readonly survey: string; readonly due: number }>(statement, [day]);
      return Object.fromEntries(rows.filter(({ due }) => due > 0).map(({ survey, due }) => [survey, due]));
    },
    async countChannel(survey, channel, day) {
      const statement = `SELECT CAST(COUNT(*) AS INTEGER) AS found FROM response
        WHERE survey = $1 AND received_on <= $2 AND channel = $3`;
      return (await read<{ readonly found: number }>(statement, [survey, day, channel]))[0]?.found ?? 0;
    },
  };
}

function exclusionStatements(write: Run, dialect: Dialect): Pick<Storage, 'setAside' | 'takeBack'> {
  // Counted before it is done: after a failure between the two one exclusion too many is known, never one too few.
  const countExclusion = `INSERT INTO exclusion (id, survey, times)
    SELECT id, survey, 1 FROM response
    WHERE survey = $1 AND key ${dialect.isIn('$2', 'long')} AND id ${dialect.isIn('$3', 'text')}
      AND NOT EXISTS (SELECT 1 FROM set_aside WHERE set_aside.id = response.id)
    ON CONFLICT (id) DO UPDATE SET times = exclusion.times + 1`;
  const setAside = `INSERT INTO set_aside (id, survey, reason, day)
    SELECT id, survey, CAST($4 AS TEXT), CAST($5 AS TEXT) FROM response
    WHERE survey = $1 AND key ${dialect.isIn('$2', 'long')} AND id ${dialect.isIn('$3', 'text')}
    ON CONFLICT (id) DO NOTHING RETURNING id`;
  const takeBack = `DELETE FROM set_aside WHERE survey = $1 AND id ${dialect.isIn('$2', 'text')} RETURNING id`;

  async function inSlices(ids: readonly string[], change: (slice: readonly string[]) => Promise<readonly object[]>) {
    let changed = 0;
    for (let at = 0; at < ids.length; at += SLICE) changed += (await change(ids.slice(at, at + SLICE))).length;
    return changed;
  }

  return {
    setAside: (survey, ids, reason, day) =>
      inSlices(ids.filter(isId), async (slice) => {
        const named = [survey, dialect.list(slice.map(keyOf)), dialect.list(slice)];
        await write(countExclusion, named);
        return await write(setAside, [...named, reason, day]);
      }),
    takeBack: (survey, ids) => inSlices(ids.filter(isId), (slice) => write(takeBack, [survey, dialect.list(slice)])),
  };
}

function nightStatements(read: Run, write: Run): Pick<Storage, 'lastNight' | 'nights' | 'night' | 'publishNight'> {
  return {
    async lastNight(survey) {
      const statement = `SELECT survey, night, follows, day, phase, shown, ledger FROM publication_night
        WHERE survey = $1 ORDER BY night DESC LIMIT 1`;
      return (await read<NightRow>(statement, [survey]))[0];
    },
    async nights(survey) {
      const statement = 'SELECT night, day, phase FROM publication_night WHERE survey = $1 ORDER BY night';
      return await read<Pick<NightRow, 'night' | 'day' | 'phase'>>(statement, [survey]);
    },
    async night(survey, night) {
      const statement = 'SELECT phase, shown FROM publication_night WHERE survey = $1 AND night = $2';
      return (await read<Pick<NightRow, 'phase' | 'shown'>>(statement, [survey, night]))[0];
    },
    async publishNight({ survey, night, follows, day, phase, shown, ledger }) {
      await write(
        `INSERT INTO publication_night (survey, night, follows, day, phase, shown, ledger)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
        [survey, night, follows, day, phase, shown, ledger],
      );
      // What was counted on an earlier night can be worked out from its ledger: it is of no more use.
      await write(
        `UPDATE publication_night SET ledger = '' WHERE survey = $1 AND ledger <> ''
           AND night < (SELECT MAX(night) FROM publication_night AS made WHERE made.survey = $1)`,
        [survey],
      );
    },
  };
}

function lifecycleStatements(read: Run, write: Run): Pick<Storage, 'lifecycle' | 'keepLifecycle'> {
  return {
    async lifecycle(survey) {
      return (await read<LifecycleRow>('SELECT survey, version, body FROM lifecycle WHERE survey = $1', [survey]))[0];
    },
    async keepLifecycle({ survey, version, body }) {
      const kept = await write(
        `INSERT INTO lifecycle (survey, version, body) SELECT CAST($1 AS TEXT), CAST($2 AS INTEGER), CAST($3 AS TEXT)
           WHERE CAST($2 AS INTEGER) = 1 OR EXISTS (SELECT 1 FROM lifecycle WHERE survey = $1)
         ON CONFLICT (survey) DO UPDATE SET version = excluded.version, body = excluded.body
           WHERE lifecycle.version = excluded.version - 1 RETURNING survey`,
        [survey, version, body],
      );
      return kept.length > 0;
    },
  };
}

function revisionStatements(
  read: Run,
  write: Run,
): Pick<Storage, 'changedRevisions' | 'keepRevisions' | 'publishRevision'> {
  return {
    async publishRevision(survey, revision, day) {
      const statement = 'INSERT INTO revision_day (survey, revision, day) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
      await write(statement, [survey, revision, day]);
    },
    async changedRevisions(revisions) {
      const changed: PublishedRevision[] = [];
      for (const one of revisions) {
        const [kept] = await read<{ readonly digest: string }>(
          `SELECT digest FROM published_revision WHERE survey = $1 AND revision = $2
             AND EXISTS (SELECT 1 FROM response WHERE response.survey = $1 AND response.revision = $2)`,
          [one.survey, one.revision],
        );
        if (kept && !isUnchanged(one, kept.digest)) changed.push(one);
      }
      return changed;
    },
    async keepRevisions(revisions) {
      const changed: PublishedRevision[] = [];
      for (const one of revisions) {
        await write(
          `INSERT INTO published_revision (survey, revision, digest) VALUES ($1, $2, $3)
           ON CONFLICT (survey, revision) DO UPDATE SET digest = excluded.digest
             WHERE published_revision.digest <> excluded.digest AND NOT EXISTS (
               SELECT 1 FROM response
               WHERE response.survey = excluded.survey AND response.revision = excluded.revision
             )`,
          [one.survey, one.revision, one.digest],
        );
        const [kept] = await read<{ readonly digest: string }>(
          'SELECT digest FROM published_revision WHERE survey = $1 AND revision = $2',
          [one.survey, one.revision],
        );
        if (!isUnchanged(one, kept?.digest ?? '')) changed.push(one);
      }
      return changed;
    },
  };
}

/** A token that is misused adds no more rows on one day. */
const MOST_KINDS = 1_000;

function journalStatements(read: Run, write: Run): Pick<OrganiserStorage, 'noteAct' | 'journal'> {
  return {
    async noteAct({ day, name, survey, act, outcome }, since) {
      await write(
        `INSERT INTO journal (day, name, survey, act, outcome, times)
         SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT), 1
           WHERE (SELECT COUNT(*) FROM journal WHERE day = $1 AND name = $2) < ${MOST_KINDS}
         ON CONFLICT (day, name, survey, act, outcome) DO UPDATE SET times = journal.times + 1`,
        [day, name, survey, act, outcome],
      );
      await write('DELETE FROM journal WHERE day < $1', [since]);
    },
    journal: (month) =>
      read<JournalAct>(
        `SELECT day, name, survey, act, outcome, times FROM journal WHERE substr(day, 1, 7) = $1
         ORDER BY day DESC, name, survey, act, outcome`,
        [month],
      ),
  };
}
