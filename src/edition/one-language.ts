import { directionOf } from '../core/language.ts';
import { isLocalText, type LocalText } from '../core/survey/survey-parts.ts';
import type { SurveyFile } from '../core/survey/survey-schema.ts';

/** Fields for the organiser alone: no phone reads them. */
const NOT_SHOWN = new Set(['$schema', 'evidence', 'source', 'printed', 'revised']);

/**
 * Returns the survey file that a phone loads: texts in one language, in the same shape, without what no screen shows; `asked` is the
 * question of its opening.
 */
export function inOneLanguage(file: SurveyFile, language: string, asked?: LocalText): unknown {
  const { sealing } = file.notice ?? {};
  // A tablet that seals fetches the keys with the notice itself.
  const notice = file.notice && { ...file.notice, channels: undefined, sealing: undefined };
  const seals = sealing && { seals: true };
  const facts = file.facts.map(({ title: _, ...fact }) => fact);
  // Phones need no list of scripts.
  const dir = directionOf(language) === 'rtl' && { dir: 'rtl' };
  const asks = file.sections.flatMap(({ questions }) =>
    questions.map((one) => (one.kind === 'matrix' ? one.scale : '')),
  );
  const scales = Object.fromEntries(Object.entries(file.scales).filter(([id]) => asks.includes(id)));
  const beside = { ...(notice && { notice }), ...seals, ...(asked && { asked }), ...dir };
  return strip({ ...file, facts, scales, ...beside, languages: [language] }, language);
}

function strip(node: unknown, language: string): unknown {
  if (Array.isArray(node)) return node.map((part) => strip(part, language));
  if (typeof node !== 'object' || node === null) return node;
  if (language in node && isLocalText(node)) return { [language]: node[language] };
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !NOT_SHOWN.has(key))
      .map(([key, value]) => [key, strip(value, language)]),
  );
}
