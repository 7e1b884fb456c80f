import * as v from 'valibot';
import { parseJson } from '../../wire/json.ts';
import { type WorkbookFindings, workbookReport } from '../../wire/organiser/survey-reply.ts';

const keptReport = v.object({ report: workbookReport, name: v.string(), unread: v.record(v.string(), v.number()) });

/** The tab keeps under this key, until the session ends, what became of the file of a draft. The next revision has another file. */
function nameOf(survey: string, revision: number | null): string {
  return `report ${survey} ${revision}`;
}

/** All is decided by now: lines whose loss was accepted are taken otherwise. */
export function keepReport(
  survey: string,
  revision: number | null,
  { rows, lines, ...report }: WorkbookFindings,
  { name, unread = {} }: { readonly name: string; readonly unread?: Readonly<Record<string, number>> },
): void {
  const decided = {
    ...report,
    rows: { ...rows, otherwise: rows.otherwise + rows.toDecide, toDecide: 0 },
    lines: lines.map((line) => (line.verdict === 'to-decide' ? { ...line, verdict: 'otherwise' } : line)),
  };
  sessionStorage.setItem(nameOf(survey, revision), JSON.stringify({ name, unread, report: decided }));
}

export function reportOf({ survey, revision }: { readonly survey: string; readonly revision: number | null }) {
  const read = v.safeParse(keptReport, parseJson(sessionStorage.getItem(nameOf(survey, revision)) ?? ''));
  return read.success ? read.output : undefined;
}
