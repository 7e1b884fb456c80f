import type { TableRow } from '../report/table.ts';
import { type DraftQuestion, optionsOf, type Rows } from './form-context.ts';

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
export function sayAdvice(
  {
    questions,
    minutes,
    stratum,
  }: {
    readonly questions: readonly DraftQuestion[];
    readonly minutes: number;
    readonly stratum: string | undefined;
  },
  rows: Rows,
): void {
  const asked = questions.flatMap((question) => {
    const row = rows.get(question);
    return row ? [{ question, row }] : [];
  });
  for (const { question, row } of asked) adviseOn(question, row);
  if (minutes > MOST_MINUTES) asked[0]?.row.say('type', 'advice', 'advice.long-survey', '', { minutes });
  const count = optionsOf(questions.find(({ id }) => id === stratum)).length;
  for (const { question, row } of asked)
    if (question.kind === 'text' && question.personal && count >= LARGE_STRATUM)
      row.say('type', 'advice', 'advice.free-text', question.id, { count });
}

function adviseOn(question: DraftQuestion, row: TableRow): void {
  const { required, kind } = question;
  const text = question.text[row.table.reading.languages[0] ?? ''] ?? '';
  const count = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  if (count > MOST_WORDS) row.say('label', 'advice', 'advice.long', text, { count });
  const [double] = DOUBLE.exec(text) ?? [];
  if (double !== undefined) row.say('label', 'advice', 'advice.double', text, { word: double });
  const [word] = SENSITIVE.exec(text) ?? [];
  if (word !== undefined && !('consent' in question)) row.say('label', 'advice', 'advice.sensitive', text, { word });
  const hasWayOut = optionsOf(question).some(({ id, label }) =>
    [id, ...Object.values(label)].some((one) => WAY_OUT.test(one)),
  );
  if (required && (kind === 'single' || kind === 'multiple') && !hasWayOut)
    row.say('required', 'advice', 'advice.way-out', text);
  if (required && kind === 'number' && !question.unknown) row.say('required', 'advice', 'advice.unknown-number', text);
}
