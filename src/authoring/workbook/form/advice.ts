import type { LocalText } from '../../../core/survey/survey-parts.ts';
import { cellPlace, type SheetReading, type TableRow } from '../report/table.ts';
import type { Json, Rows } from './form-context.ts';

const MOST_WORDS = 25;
const MOST_MINUTES = 12;
const LARGE_STRATUM = 10;
const WAY_OUT =
  /(ne sai[st] pas|nsp|don.t know|unknown|inconnu|autre|other|sans objet|not applicable|non concern|n\/?a$|aucun|none|prefer not|souhaite pas|no answer)/i;
const DOUBLE = /\b(et\/ou|and\/or)\b/i;
/** Health, opinions, religion, unions, origins, sexual life: article 9 of the GDPR. */
const SENSITIVE =
  /(?<!\p{L})(santé|handicap|maladie|religion|religieu\w*|syndica\w*|opinions? politiques?|orientation sexuelle|origine ethnique|health|disabilit\w+|illness|religious|trade union|political opinion\w*|sexual orientation|ethnic\w*)(?!\p{L})/iu;

/** Reads a survey as a methodologist would. Nothing of it stops anything. */
export function sayAdvice(survey: Json, rows: Rows, { report, languages }: SheetReading): void {
  const sections = (survey.sections ?? []) as readonly { readonly questions: readonly Json[] }[];
  const questions = sections.flatMap((section) => section.questions);
  const [language = ''] = languages;
  for (const question of questions) {
    const row = rows.get(question);
    if (row) adviseOn(question, row, language, report);
  }
  const { minutes } = (survey.opening ?? {}) as { readonly minutes?: number };
  const first = questions.map((question) => rows.get(question)).find((row) => row !== undefined);
  if (first && minutes !== undefined && minutes > MOST_MINUTES)
    report.say(cellPlace(first, 'type'), 'advice', 'advice.long-survey', '', { minutes });
  const stratum = questions.find(({ id }) => id === survey.stratum);
  const strata = (stratum?.options as readonly unknown[] | undefined)?.length ?? 0;
  for (const question of questions) {
    const row = rows.get(question);
    if (row && question.kind === 'text' && question.personal && strata >= LARGE_STRATUM)
      report.say(cellPlace(row, 'type'), 'advice', 'advice.free-text', String(question.id), { count: strata });
  }
}

function adviseOn(question: Json, row: TableRow, language: string, report: SheetReading['report']): void {
  const text = ((question.text ?? {}) as LocalText)[language] ?? '';
  const count = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const place = cellPlace(row, 'label');
  if (count > MOST_WORDS) report.say(place, 'advice', 'advice.long', text, { count });
  const [double] = DOUBLE.exec(text) ?? [];
  if (double !== undefined) report.say(place, 'advice', 'advice.double', text, { word: double });
  const [word] = SENSITIVE.exec(text) ?? [];
  if (word !== undefined && !question.consent) report.say(place, 'advice', 'advice.sensitive', text, { word });
  const options = (question.options ?? []) as readonly { readonly id: string; readonly label: LocalText }[];
  const isWay = options.some(
    ({ id, label }) => WAY_OUT.test(id) || Object.values(label).some((one) => WAY_OUT.test(one)),
  );
  if (question.required && (question.kind === 'single' || question.kind === 'multiple') && !isWay)
    report.say(cellPlace(row, 'required'), 'advice', 'advice.way-out', text);
  if (question.required && question.kind === 'number' && !question.unknown)
    report.say(cellPlace(row, 'required'), 'advice', 'advice.unknown-number', text);
}
