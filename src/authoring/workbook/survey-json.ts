import { modelText } from '../../core/check/model-texts.ts';
import { textOrPlain } from '../../core/language.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import OPENING from './default-opening.json' with { type: 'json' };
import type { DraftQuestion } from './form/form-context.ts';
import type { FormSettings, SettingValues } from './form/read-settings.ts';
import type { CellPlace } from './report/report.ts';
import { inEach, type SheetReading } from './report/table.ts';

/** How long an answer takes, in seconds. */
const SECONDS = 12;

/** Returns the opening as written, completed with default sentences and a duration, each of which is reported. */
export function openingOf(
  { texts, values }: SettingValues,
  questions: readonly DraftQuestion[],
  at: CellPlace,
  { report, languages }: SheetReading,
) {
  const absent = (['who', 'why', 'kept'] as const).filter((key) => !texts.has(`opening.${key}`));
  const keys = absent.join(', ');
  const language = languages.find((tag) => textOrPlain(OPENING.who, tag) === undefined);
  if (absent.length > 0 && language) report.say(at, 'otherwise', 'opening.language', '', { language, keys });
  else if (absent.length > 0) report.say(at, 'advice', 'opening.default', '', { keys });
  const sentence = (key: keyof typeof OPENING, tag: string) =>
    textOrPlain(OPENING[key], tag) ?? modelText(OPENING[key].fr, OPENING[key].en);
  const made = absent.map((key) => [key, Object.fromEntries(languages.map((tag) => [tag, sentence(key, tag)]))]);
  const written = [...texts].flatMap(([path, text]) =>
    path.startsWith('opening.') ? [[path.slice('opening.'.length), text]] : [],
  );
  const items = questions.reduce((sum, one) => sum + (one.kind === 'matrix' ? one.rows.length : 1), 0);
  const counted = Math.max(1, Math.ceil((items * SECONDS) / 60));
  const minutes = values.get('opening.minutes') ?? counted;
  if (!values.has('opening.minutes')) report.say(at, 'advice', 'minutes.counted', '', { minutes: counted });
  return { ...Object.fromEntries([...made, ...written]), minutes };
}

/** Returns the title in every language. */
export function titleInLanguages(
  id: string,
  { title, row }: FormSettings,
  { texts }: SettingValues,
  at: CellPlace,
  { report, languages }: SheetReading,
): LocalText {
  const written = texts.get('title');
  if (written) return written;
  if (title === undefined) report.say(at, 'advice', 'settings.no-title', '', { id });
  // XLSForm has one title, whatever the languages.
  else if (languages.length > 1) row?.say('form_title', 'otherwise', 'title.language', title);
  return inEach(title ?? id, { languages });
}
