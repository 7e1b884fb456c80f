import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import { readSurveyFiles, type SurveyFiles } from '../endpoint/survey-files.ts';
import { inOneLanguage } from './one-language.ts';

/** What the page is told of the surveys before it has loaded any; the first is asked when the address names none. */
export interface SurveyEntry {
  readonly id: string;
  readonly revision: number;
  readonly languages: readonly string[];
}

/**
 * The surveys as phones load them: `surveys/<id>/<revision>.<language>.json` for each revision, beside the files as written.
 * A malformed file stops the build and says where.
 */
export function surveys(folder: string): Plugin {
  return {
    name: 'surveys',
    applyToEnvironment: (environment) => environment.name === 'client',
    generateBundle() {
      for (const [fileName, source] of surveyAssets(folder)) this.emitFile({ type: 'asset', fileName, source });
    },
    configureServer(server) {
      server.middlewares.use('/surveys', (request, response, next) => {
        const name = `surveys${new URL(request.url ?? '/', 'http://localhost').pathname}`;
        const source = surveyAssets(folder).get(name);
        if (source === undefined) return next();
        response.setHeader('content-type', 'application/json').end(source);
      });
    },
  };
}

export function readSurveysOrFail(folder: string): SurveyFiles {
  const read = readSurveyFiles(folder);
  if (read.kind === 'faulty') throw new Error(`The survey files cannot be used:\n${read.lines.join('\n')}`);
  return read.surveys;
}

export function surveyEntries(folder: string): readonly SurveyEntry[] {
  const { current, revisions } = readSurveysOrFail(folder);
  return [...current].map(([id, revision]) => ({
    id,
    revision,
    languages: revisions.get(id)?.get(revision)?.file.languages ?? [],
  }));
}

/** By path in the release. */
function surveyAssets(folder: string): Map<string, string> {
  const assets = new Map<string, string>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const name = relative('.', path).split(sep).join('/');
    if (name.endsWith('.json')) assets.set(`surveys/${name}`, readFileSync(join(folder, path), 'utf8'));
  }
  for (const [id, revisions] of readSurveysOrFail(folder).revisions) {
    for (const [revision, { file }] of revisions) {
      for (const language of file.languages) {
        assets.set(`surveys/${id}/${revision}.${language}.json`, JSON.stringify(inOneLanguage(file, language)));
      }
    }
  }
  return assets;
}
