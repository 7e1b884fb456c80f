import * as v from 'valibot';

/** Under this name the choices are kept for the tab; they go with the session. */
const NAME = 'barometre-export';

const choicesSchema = v.object({ labels: v.string(), headers: v.string(), hasChoiceColumns: v.boolean() });
/** How tables are written: `labels` and `headers` are languages, or empty for ids. */
export type ExportChoices = v.InferOutput<typeof choicesSchema>;

/** Those of the last visit to the page, as far as this survey has their languages. */
export function keptChoices(languages: readonly string[]): ExportChoices {
  const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), choicesSchema), sessionStorage.getItem(NAME));
  if (!kept.success) return { labels: '', headers: '', hasChoiceColumns: false };
  const known = (language: string) => (languages.includes(language) ? language : '');
  return { ...kept.output, labels: known(kept.output.labels), headers: known(kept.output.headers) };
}

export function keepChoices(choices: ExportChoices): void {
  sessionStorage.setItem(NAME, JSON.stringify(choices));
}
