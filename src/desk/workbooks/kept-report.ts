import * as v from 'valibot';
import type { Frozen } from '../../core/survey/survey-parts.ts';
import { parseJson } from '../../wire/json.ts';
import { workbookReport } from '../../wire/organiser/survey-reply.ts';
import type { OpenSurvey } from '../drafting/use-survey-files.ts';

const keptReport = v.object({
  report: workbookReport,
  file: v.object({ name: v.string(), unread: v.record(v.string(), v.number()) }),
  /** What was published when the file was read: the next revision has another file. */
  revision: v.nullable(v.number()),
});
type KeptReport = Frozen<v.InferOutput<typeof keptReport>>;

const nameOf = (survey: string) => `report ${survey}`;

/**
 * Keeps in this tab, until the session ends, what became of the file that a draft was made from. By then all is decided: lines whose loss
 * was accepted are taken otherwise.
 */
export function keepReport(survey: string, kept: KeptReport): void {
  const { rows, lines } = kept.report;
  const report = {
    ...kept.report,
    rows: { ...rows, otherwise: rows.otherwise + rows.toDecide, toDecide: 0 },
    lines: lines.map((line) => (line.verdict === 'to-decide' ? { ...line, verdict: 'otherwise' } : line)),
  };
  try {
    sessionStorage.setItem(nameOf(survey), JSON.stringify({ ...kept, report }));
  } catch (error) {
    // Without room for it, the tab shows the draft without its report.
    if (!(error instanceof DOMException)) throw error;
  }
}

export function reportOf({ survey, revision }: Pick<OpenSurvey, 'survey' | 'revision'>): KeptReport | undefined {
  const read = v.safeParse(keptReport, parseJson(sessionStorage.getItem(nameOf(survey)) ?? ''));
  return read.success && read.output.revision === revision ? read.output : undefined;
}
