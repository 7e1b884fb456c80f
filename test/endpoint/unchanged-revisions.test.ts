import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { settingsFrom } from '../../src/endpoint/process/settings.ts';
import { startEndpoint } from '../../src/endpoint/start.ts';
import { study } from '../support/surveys.ts';
import { envelope, folderOfOne, IN_PROCESS, temporaryFolder } from './harness.ts';

const { revision } = study.survey;

/** A copy of the surveys, and functions to start on them, answer, and stop. */
async function organiser() {
  const folder = await temporaryFolder();
  const surveys = await folderOfOne('numerique-territorial');
  const file = join(surveys, `numerique-territorial/${revision}.json`);
  const original = await readFile(file, 'utf8');
  const env = { PORT: '0', DATA_DIR: join(folder, 'data'), SURVEYS_DIR: surveys, ASSETS_DIR: 'nothing' };
  return {
    file,
    write: (change: (text: string) => string) => writeFile(file, change(original)),
    /** Starts, sends one response if told to, and stops. */
    run: async (answers: 'answered' | 'unanswered' = 'unanswered') => {
      const endpoint = await startEndpoint(settingsFrom(env), IN_PROCESS);
      const headers = { 'Content-Type': 'application/json' };
      const body = JSON.stringify({ envelopes: [envelope()] });
      if (answers === 'answered') await fetch(`${endpoint.url}/api/responses`, { method: 'POST', headers, body });
      await endpoint.close();
    },
  };
}

const reworded = (text: string) => text.replace(/("title": \{ "fr": ")/, '$1Autre ');

it('an edited revision that has been answered is not served, in words that say the way out', async () => {
  const { file, write, run } = await organiser();
  await run('answered');
  await write(reworded);
  await expect(run()).rejects.toThrow(
    `${file}, or a list of areas that it names, is not what its stored responses were given to: put it back as it was, write what changes as ${revision + 1}.json`,
  );
  await write((text) => text);
  await run();
});

it('before the first response, a revision may still be corrected', async () => {
  const { write, run } = await organiser();
  await run();
  await write(reworded);
  await run('answered');
  await write((text) => text);
  await expect(run()).rejects.toThrow('is not what its stored responses were given to');
});

it('a closing day or another layout does not change the questionnaire', async () => {
  const { write, run } = await organiser();
  await run('answered');
  await write((text) => JSON.stringify({ ...JSON.parse(text), closedFrom: '2030-01-01' }));
  await run();
});

it('adding a language or changing a translation does not change the questionnaire', async () => {
  const { file, write, run } = await organiser();
  const presentation = join(file, '../presentation.json');
  const marked = await readFile(presentation, 'utf8');
  await writeFile(presentation, JSON.stringify({ ...JSON.parse(marked), translations: {} }));
  await rm(join(file, '../profiles'), { recursive: true });
  await write(() => JSON.stringify(study.json()));
  await run('answered');
  await write((text) => text);
  await run();
  await writeFile(presentation, marked);
  await write((text) => text.replace('"es": "Hecho"', '"es": "Terminado"'));
  await run();
  await write((text) => text.replace('"en": "Done"', '"en": "Finished"'));
  await expect(run()).rejects.toThrow('is not what its stored responses were given to');
});

it('removing an area from a list changes the questionnaire, and renaming one does not', async () => {
  const { file, run } = await organiser();
  await run('answered');
  const list = join(file, '../../lists/fr-departments.json');
  const { areas, ...rest } = JSON.parse(await readFile(list, 'utf8'));
  const [[code], ...others] = areas;
  await writeFile(list, JSON.stringify({ ...rest, areas: [...others, [code, "L'Ain"]] }));
  await run();
  // The map is drawn from the same areas, and would say first that one is gone.
  await rm(join(file, '../../maps'), { recursive: true });
  await writeFile(list, JSON.stringify({ ...rest, areas: others }));
  await expect(run()).rejects.toThrow('a list of areas that it names, is not what');
});
