import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealingKey } from '../../src/core/survey/sealing-keys.ts';
import { settingsFrom } from '../../src/endpoint/process/settings.ts';
import { runCommand } from '../../src/host/commands/commands.ts';
import { NOTICE_EN } from './notice.ts';

/** A channel that its notice declares. */
export const EVENT = 'fair';

export interface SealedGarden {
  /** The data folder of the endpoint that serves it, with its private keys. */
  readonly env: Readonly<Record<string, string>>;
  readonly keys: readonly SealingKey[];
  /** The fingerprint words of the keys. */
  readonly four: string;
}

/** The survey of the fixtures set up for a shared tablet: with keys, and with partial responses. */
export async function makeSealedGarden(folder: string, longestWish = 40): Promise<SealedGarden> {
  const [surveysDir, dataDir] = [join(folder, 'surveys'), join(folder, 'keys-and-responses')];
  const read = await readFile('test/fixtures/surveys/shared-garden.json', 'utf8');
  const written = JSON.parse(read.replace('"maxBytes": 40', `"maxBytes": ${longestWish}`));
  const [survey, place] = [{ ...written, partials: true }, join(surveysDir, written.id)];
  await mkdir(place, { recursive: true });
  await cp('public/surveys/lists', join(surveysDir, 'lists'), { recursive: true });
  await writeFile(join(place, `${survey.revision}.json`), JSON.stringify(survey));
  const index = { surveys: [{ id: survey.id, revision: survey.revision }] };
  await writeFile(join(surveysDir, 'index.json'), JSON.stringify(index));
  const settings = settingsFrom({ DATA_DIR: dataDir, SURVEYS_DIR: surveysDir });
  const notice = join(place, 'notice.json');
  const channels = [{ id: EVENT, label: { en: 'Garden fair, hall 4' } }];
  await writeFile(notice, JSON.stringify({ ...NOTICE_EN, channels }));
  const make = ['--reserve', join(folder, 'reserve.json'), '--from', '2026-01-01', '--into', notice];
  const { says } = await runCommand(['keys', 'make', ...make], settings);
  const { sealing } = JSON.parse(await readFile(notice, 'utf8'));
  return {
    env: { SURVEYS_DIR: surveysDir, DATA_DIR: dataDir },
    keys: sealing.keys,
    four: /four words: (.+)/.exec(says)?.[1] ?? '',
  };
}
