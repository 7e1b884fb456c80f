import type { SurveyFolder } from '../../src/authoring/survey-folder.ts';

/** Appends a text to every text of a survey, in every language, wherever an author may write one. */
export function hostileSurvey(folder: SurveyFolder, survey: string, text: string): SurveyFolder {
  return new Map(
    [...folder].map(([path, json]) =>
      path.startsWith(`${survey}/`) && path.endsWith('.json')
        ? [path, JSON.stringify(poisoned(JSON.parse(json), text))]
        : [path, json],
    ),
  );
}

/** File names and SVG path data are not texts. */
const NOT_TEXTS = new Set(['file', 'emblem', '$schema']);

function poisoned(node: unknown, text: string): unknown {
  if (Array.isArray(node)) return node.map((one) => poisoned(one, text));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node);
  const isText = 'fr' in node && entries.every(([, value]) => typeof value === 'string');
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (isText) return [key, `${value} ${text}`];
      return [key, NOT_TEXTS.has(key) ? value : poisoned(value, text)];
    }),
  );
}
