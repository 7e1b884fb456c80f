import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import * as v from 'valibot';
import type { Plugin } from 'vite';
import type { Surveys } from '../authoring/published-surveys.ts';
import { readSurveyFiles } from '../authoring/survey-files.ts';
import { referenceFaults, referenceSchema } from '../core/results/reference.ts';
import type { Survey } from '../core/survey/questionnaire.ts';
import type { PastFigures } from '../ui/comparison/past-figures.ts';
import type { SurveyEntry } from '../wire/survey-entry.ts';
import { pastFigures } from './compact-reference.ts';
import { inOneLanguage } from './one-language.ts';

/**
 * The surveys as phones load them: `surveys/<id>/<revision>.<language>.json` for each revision, beside the files as written.
 * A malformed file stops the build and says where.
 */
export function surveys(folder: string): Plugin {
  return {
    name: 'surveys',
    applyToEnvironment: (environment) => environment.name === 'client',
    async generateBundle() {
      for (const [fileName, source] of await surveyAssets(folder)) this.emitFile({ type: 'asset', fileName, source });
    },
    configureServer(server) {
      server.middlewares.use('/surveys', async (request, response, next) => {
        const name = `surveys${new URL(request.url ?? '/', 'http://localhost').pathname}`;
        const source = (await surveyAssets(folder)).get(name);
        if (source === undefined) return next();
        response.setHeader('content-type', 'application/json').end(source);
      });
    },
  };
}

export async function surveyEntries(folder: string): Promise<readonly SurveyEntry[]> {
  const surveys = await readSurveysOrFail(folder);
  return [...surveys].map(([id, { current }]) => ({ id, revision: current.revision, languages: current.languages }));
}

export async function readSurveysOrFail(folder: string): Promise<Surveys> {
  const read = await readSurveyFiles(folder);
  if (read.kind === 'faulty') throw new Error(`The survey files cannot be used:\n${read.lines.join('\n')}`);
  return read.surveys;
}

/** By path in the release. */
async function surveyAssets(folder: string): Promise<Map<string, string>> {
  const assets = new Map<string, string>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.json')) continue;
    assets.set(`surveys/${path.split(sep).join('/')}`, readFileSync(join(folder, path), 'utf8'));
  }
  for (const [id, { files, current }] of await readSurveysOrFail(folder)) {
    const past = pastOf(folder, current);
    if (past) assets.set(`surveys/${id}/past.json`, JSON.stringify(past));
    for (const [revision, file] of files) {
      for (const language of file.languages) {
        assets.set(`surveys/${id}/${revision}.${language}.json`, JSON.stringify(inOneLanguage(file, language)));
      }
    }
  }
  return assets;
}

/** The last reference file beside a survey, when a study came before it. */
function pastOf(folder: string, survey: Survey): PastFigures | undefined {
  const name = readdirSync(join(folder, survey.id))
    .filter((one) => /^reference-.+\.json$/.test(one))
    .sort()
    .at(-1);
  if (name === undefined) return undefined;
  const path = join(folder, survey.id, name);
  const reference = v.parse(referenceSchema, JSON.parse(readFileSync(path, 'utf8')));
  const [fault] = referenceFaults(reference, survey);
  if (fault) throw new Error(`${path}: ${fault.path}: ${fault.reason}`);
  return pastFigures(reference, survey);
}
