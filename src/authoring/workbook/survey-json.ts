import type { LocalText } from '../../core/survey/survey-parts.ts';
import type { Json } from './form/form-context.ts';
import type { FormSettings, Overall } from './form/read-settings.ts';
import type { CellPlace } from './report/report.ts';
import { cellPlace, type SheetReading } from './report/table.ts';

/** Default sentences of the opening. */
const OPENING: Readonly<Record<'who' | 'why' | 'kept', LocalText>> = {
  who: {
    fr: 'Cette enquête s’adresse à celles et ceux qui en ont reçu le lien.',
    en: 'This survey is for those who were sent its link.',
  },
  why: {
    fr: 'Vos réponses seront étudiées avec celles des autres.',
    en: 'Your answers will be studied together with those of others.',
  },
  kept: {
    fr: 'Aucun nom, aucun compte. Vos réponses restent sur cet appareil jusqu’à leur envoi.',
    en: 'No name, no account. Your answers stay on this device until they are sent.',
  },
};
/** How long an answer takes, in seconds. */
const SECONDS = 12;

/** Returns the opening as written, completed with default sentences and a duration, each of which is reported. */
export function openingOf(
  { opening }: Overall,
  items: number,
  at: CellPlace,
  { report, languages }: SheetReading,
): Json {
  const absent = (['who', 'why', 'kept'] as const).filter((key) => opening[key] === undefined);
  const keys = absent.join(', ');
  const language = languages.find((tag) => !(tag in OPENING.who));
  if (absent.length > 0 && language !== undefined) report.say(at, 'faulty', 'opening.language', '', { language, keys });
  else if (absent.length > 0) report.say(at, 'advice', 'opening.default', '', { keys });
  const made = Object.fromEntries(
    absent.map((key) => [key, Object.fromEntries(languages.map((tag) => [tag, OPENING[key][tag] ?? '']))]),
  );
  const minutes = opening.minutes ?? Math.max(1, Math.ceil((items * SECONDS) / 60));
  if (opening.minutes === undefined) report.say(at, 'advice', 'minutes.counted', '', { minutes: Number(minutes) });
  return { ...made, ...opening, minutes };
}

/** The title in every language. */
export function titleInLanguages(
  id: string,
  { title, row }: FormSettings,
  { title: texts }: Overall,
  at: CellPlace,
  { report, languages }: SheetReading,
): LocalText {
  if (texts) return texts;
  if (title === undefined) report.say(at, 'advice', 'settings.no-title', '', { id });
  // XLSForm has one title, whatever the languages.
  else if (languages.length > 1 && row) report.say(cellPlace(row, 'form_title'), 'otherwise', 'title.language', title);
  return Object.fromEntries(languages.map((tag) => [tag, title ?? id]));
}

/** How many answers a survey asks for. */
export function countItems(sections: readonly Json[]): number {
  const questions = sections.flatMap((section) => section.questions as readonly Json[]);
  return questions.reduce((sum, { rows }) => sum + (Array.isArray(rows) ? rows.length : 1), 0);
}
