import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishedSurvey, Surveys } from '../authoring/published-surveys.ts';
import type { TextsBySurvey } from './process/read-surveys.ts';
import type { Settings } from './process/settings.ts';

/*
 * A demonstration is a data folder like any other, with a mark file in it. What serves only reads that mark and the invented texts;
 * `src/demonstration` writes them.
 */

export const DEMONSTRATION_MARK = 'demonstration.json';
export const TEXTS_FILE = 'invented-texts.json';

/** Returns whether the responses of these settings are invented. A PostgreSQL database never has the mark, whatever the folder contains. */
export function isDemonstration({ dataDir, databaseUrl }: Pick<Settings, 'dataDir' | 'databaseUrl'>): boolean {
  return databaseUrl === undefined && existsSync(join(dataDir, DEMONSTRATION_MARK));
}

/** Marks the titles in exports as those of a demonstration. */
export function withMarkedTitles(surveys: Surveys): Surveys {
  const marked = (title: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(title).map(([language, text]) => [
        language,
        `${language === 'fr' ? 'Démonstration' : 'Demonstration'} – ${text}`,
      ]),
    );
  const withTitle = (published: PublishedSurvey): PublishedSurvey => ({
    ...published,
    current: { ...published.current, title: marked(published.current.title) },
  });
  return new Map([...surveys].map(([id, published]) => [id, withTitle(published)]));
}

/** Reads the texts that a demonstration invents, by survey and language. */
export async function readInventedTexts(dataDir: string): Promise<TextsBySurvey> {
  return JSON.parse(await readFile(join(dataDir, TEXTS_FILE), 'utf8')) as TextsBySurvey;
}
