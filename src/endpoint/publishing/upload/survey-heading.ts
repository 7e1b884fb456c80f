import { partFaults } from '../../../core/check/limit-check.ts';
import { parseJson } from '../../../wire/json.ts';
import type { SurveyHeading } from '../../storage/survey-storage.ts';

/** These bounds, in characters and languages, keep the list of fifty drafts small whatever their files say. */
const MOST = { title: 200, tag: 35, languages: 24 };

/** Reads a revision without checking it. `null` where it is no JSON object. */
export function headingOf(bytes: Uint8Array | undefined): SurveyHeading | null {
  const read = objectIn(bytes);
  if (!read) return null;
  const { title, languages, sections, opensOn, closedFrom } = read;
  const lists = Array.isArray(sections) ? sections.map((one) => one?.questions) : [];
  const titles = Object.entries(title ?? {}).slice(0, MOST.languages);
  const isTitle = titles.length > 0 && titles.every(([, text]) => typeof text === 'string');
  return {
    title: isTitle ? Object.fromEntries(titles.map(([tag, text]) => [short(tag), text.slice(0, MOST.title)])) : null,
    languages: (Array.isArray(languages) ? languages : []).slice(0, MOST.languages).flatMap((one) => short(one) ?? []),
    questions: lists.reduce((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0),
    opensOn: short(opensOn),
    closedFrom: short(closedFrom),
  };
}

/** The JSON object of a file; nothing for what cannot be read, or has too many parts to be a survey's. */
export function objectIn(bytes: Uint8Array | undefined): Readonly<Record<string, unknown>> | undefined {
  const text = Buffer.from(bytes ?? []).toString('utf8');
  const read = partFaults(text).length === 0 && parseJson(text);
  return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : undefined;
}

function short(text: unknown): string | null {
  return typeof text === 'string' ? text.slice(0, MOST.tag) : null;
}
