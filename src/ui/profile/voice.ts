import type { LocalText } from '../../core/survey/survey-parts.ts';
import type { Span } from '../../core/survey/typology-schema.ts';
import { cardStrings } from '../words/later-words.ts';
import type { Words } from '../words/words.ts';
import { writeList } from '../words/writing.ts';

/** How the card puts the data of a survey into sentences. */
export interface Voice extends Pick<Words, 'language' | 'uiLanguage' | 'inSurvey' | 'of' | 'number'> {
  /** For a card opened by a link: a sentence of the survey may address the person who answered. */
  readonly isBrought?: boolean;
}

const rules = new Map<string, Intl.PluralRules>();

interface Plural {
  readonly zero?: LocalText | undefined;
  readonly one: LocalText;
  readonly other: LocalText;
}

/** Says a count. Where blank rows leave it open, says what is certain. */
export function sayCount(says: Plural, count: number | Span, voice: Voice): string {
  const text = cardStrings(voice.uiLanguage);
  if (typeof count === 'number') return sayNumber(says, count, voice.number(count), voice);
  const [bound, n] = count.from > 0 ? (['card.at-least', count.from] as const) : (['card.at-most', count.to] as const);
  return capitalised(sayNumber(says, n, text[bound](voice.number(n)), voice), voice);
}

function sayNumber(says: Plural, count: number, inWords: string, voice: Voice): string {
  const known = rules.get(voice.language) ?? new Intl.PluralRules(voice.language);
  rules.set(voice.language, known);
  const form = known.select(count) === 'one' ? says.one : says.other;
  return voice.of((count === 0 && says.zero) || form).replaceAll('{n}', inWords);
}

export function capitalised(text: string, { language }: Voice): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

/** As a list in a sentence. */
export function listed(texts: readonly string[], { uiLanguage }: Voice): string {
  return writeList(texts, uiLanguage);
}
