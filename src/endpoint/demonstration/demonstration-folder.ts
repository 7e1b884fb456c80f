import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import type { SurveyFolder } from '../../authoring/survey-folder.ts';
import type { OrganiserTexts } from '../../core/survey/organiser-texts.ts';
import { putInPlace } from '../process/atomic-write.ts';
import { CannotStart } from '../process/cannot-start.ts';
import type { Settings } from '../process/settings.ts';
import { inventTexts, languageOf } from './invented-texts.ts';

/*
 * A demonstration is a data folder like any other, with a mark file in it. The rest of the program only reads that mark.
 */

const MARK = 'demonstration.json';
const TEXTS = 'invented-texts.json';
const markSchema = v.object({ isWhole: v.boolean() });

/** Returns whether the responses of these settings are invented. A PostgreSQL database never has the mark, whatever the folder contains. */
export function isDemonstration({ dataDir, databaseUrl }: Pick<Settings, 'dataDir' | 'databaseUrl'>): boolean {
  return databaseUrl === undefined && existsSync(join(dataDir, MARK));
}

/** Marks the titles in exports as those of a demonstration. */
export function withMarkedTitles(surveys: Surveys): Surveys {
  const marked = (title: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(title).map(([language, text]) => [
        language,
        `${languageOf(language) === 'fr' ? 'Démonstration' : 'Demonstration'} – ${text}`,
      ]),
    );
  const withTitle = (published: PublishedSurvey): PublishedSurvey => ({
    ...published,
    current: { ...published.current, title: marked(published.current.title) },
  });
  return new Map([...surveys].map(([id, published]) => [id, withTitle(published)]));
}

/**
 * Writes a demonstration unless the folder contains a complete one; returns whether it did. Throws `CannotStart` for a folder with
 * anything else in it. An incomplete one is written again.
 */
export async function writeOnce(folder: string, write: () => Promise<void>): Promise<boolean> {
  const found = await readMark(folder);
  if (found?.isWhole) return false;
  if (!found && existsSync(folder) && (await readdir(folder)).length > 0)
    throw new CannotStart(`${folder} is not empty and holds no demonstration: name another folder`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // The folder itself may be a mount, which cannot be removed.
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
  await putMark(folder, false);
  await write();
  await putMark(folder, true);
  return true;
}

async function readMark(folder: string): Promise<v.InferOutput<typeof markSchema> | undefined> {
  const file = join(folder, MARK);
  if (!existsSync(file)) return undefined;
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), markSchema), await readFile(file, 'utf8'));
  return read.success ? read.output : { isWhole: false };
}

async function putMark(folder: string, isWhole: boolean): Promise<void> {
  const part = join(folder, `${MARK}.part`);
  await writeFile(part, `${JSON.stringify({ isWhole })}\n`, { mode: 0o600 });
  await putInPlace(part, join(folder, MARK));
}

/** Writes the organiser's texts of each survey that has none, as phones load them. */
export async function writeTexts(dataDir: string, surveys: Surveys, folder: SurveyFolder, on: string): Promise<void> {
  const isWithout = (id: string) =>
    ![...folder.keys()].some((path) => path.startsWith(`${id}/`) && path.endsWith('.md'));
  const invented = [...surveys]
    .filter(([id]) => isWithout(id))
    .map(([id, { current }]) => [
      id,
      Object.fromEntries(current.languages.map((language) => [language, inventTexts(current, language, on)])),
    ]);
  await writeFile(join(dataDir, TEXTS), JSON.stringify(Object.fromEntries(invented)), { mode: 0o600 });
}

type InventedTexts = Readonly<Record<string, Readonly<Record<string, OrganiserTexts>>>>;

/** Reads the texts that a demonstration invents, by survey and language. */
export async function readInventedTexts(dataDir: string): Promise<InventedTexts> {
  return JSON.parse(await readFile(join(dataDir, TEXTS), 'utf8')) as InventedTexts;
}
