import type { Respondents } from '../../core/results/population.ts';
import type { CrossingReply } from '../../wire/organiser/organiser-reply.ts';

/** The complete responses of one stratum, by the options of a single choice that it is crossed with. */
export function respondentsIn({ rows, columns, cells }: CrossingReply, stratum: string): Respondents {
  const place = rows.options.indexOf(stratum);
  const row = place < 0 ? [] : (cells[rows.states.length + place] ?? []);
  const first = columns.states.length;
  return {
    n: row.reduce((sum, count) => sum + count, 0),
    parts: Object.fromEntries(columns.options.map((option, at) => [option, row[first + at] ?? 0])),
  };
}
