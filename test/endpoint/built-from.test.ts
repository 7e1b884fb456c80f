import { appendFile, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MADE_FROM, madeFrom } from '../../src/authoring/made-from.ts';
import { readSurveyFolder } from '../../src/authoring/survey-folder.ts';
import { readAssets } from '../../src/endpoint/http/assets.ts';
import { settingsFrom } from '../../src/endpoint/process/settings.ts';
import { startEndpoint } from '../../src/endpoint/start.ts';
import { IN_PROCESS, temporaryFolder } from './harness.ts';

const ADDRESS = 'https://barometre.example';

/** Surveys, and an app that says that it was built from them, for this address. */
async function built(publicUrl: string | undefined) {
  const folder = await temporaryFolder();
  const [surveys, app] = [join(folder, 'surveys'), join(folder, 'app')];
  await cp('public/surveys', surveys, { recursive: true });
  await mkdir(app);
  await writeFile(join(app, 'index.html'), '<!doctype html><title>App</title>');
  await writeFile(join(app, MADE_FROM), JSON.stringify(madeFrom((await readSurveyFolder(surveys)).folder, publicUrl)));
  const start = async (env: Readonly<Record<string, string>>) => {
    const folders = { DATA_DIR: join(folder, 'data'), SURVEYS_DIR: surveys, ASSETS_DIR: app };
    const endpoint = await startEndpoint(settingsFrom({ PORT: '0', ...folders, ...env }), IN_PROCESS);
    await endpoint.close();
  };
  return { surveys, app, start };
}

describe('an endpoint and the app it serves', () => {
  it('start when both come from the same surveys, for the same address', async () => {
    await (await built(ADDRESS)).start({ PUBLIC_URL: `${ADDRESS}/` });
    await (await built(undefined)).start({});
  });

  it.each<[string, (surveys: string) => Promise<void>, string]>([
    [
      'a questionnaire that differs',
      (surveys) => appendFile(join(surveys, 'numerique-territorial/1.json'), '\n'),
      'numerique-territorial/1.json differs',
    ],
    [
      'files that only one of them has',
      async (surveys) => {
        await rm(join(surveys, 'numerique-territorial/results.json'));
        await writeFile(join(surveys, 'numerique-territorial/reference-2012.json'), '{}');
      },
      'numerique-territorial/reference-2012.json and 1 more differ',
    ],
  ])('do not start with %s, and say which and the way out', async (_, change, said) => {
    const { surveys, start } = await built(undefined);
    await change(surveys);
    await expect(start({})).rejects.toThrow(`${said}. Build it again: SURVEYS_DIR=${surveys} npm run build`);
  });

  it('do not start for two addresses', async () => {
    const { app, start } = await built(ADDRESS);
    const said = (here: string) =>
      `the app in ${app} was built for ${ADDRESS}, and PUBLIC_URL is ${here}. Build it again with the same PUBLIC_URL: npm run build`;
    await expect(start({})).rejects.toThrow(said('not set'));
    await expect(start({ PUBLIC_URL: 'https://elsewhere.example' })).rejects.toThrow(said('https://elsewhere.example'));
  });

  it('do not start when the app cannot say what it was built from', async () => {
    const { app, start } = await built(undefined);
    await rm(join(app, MADE_FROM));
    await expect(start({})).rejects.toThrow(`the app in ${app} does not say what it was built from`);
  });

  it('show nobody what the app was built from', async () => {
    const { app } = await built(undefined);
    expect([...(await readAssets(app)).keys()]).toEqual(['/index.html', '/']);
  });
});
