import type { JournalAct } from '../../../wire/organiser/organiser-reply.ts';
import type { OrganiserStorage } from '../organiser-storage.ts';
import type { Run } from './dialect.ts';

/** A token that is misused adds no more rows on one day. */
const MOST_KINDS = 1_000;

export function journalStatements(read: Run, write: Run): Pick<OrganiserStorage, 'noteAct' | 'journal'> {
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
