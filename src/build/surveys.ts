import { resolve, sep } from 'node:path';
import type { Plugin } from 'vite';
import type { SurveyFolder } from '../authoring/survey-folder.ts';
import type { ResultsFile } from '../core/results/results-file.ts';
import { withGlance } from '../core/survey/at-a-glance.ts';
import type { EarlierOptions } from '../core/survey/earlier-option.ts';
import type { OrganiserTexts } from '../core/survey/organiser-texts.ts';
import type { EmblemDrawing } from '../core/survey/presentation.ts';
import { emblemsOf, presentationIn } from '../core/survey/presentation.ts';
import type { Survey } from '../core/survey/questionnaire.ts';
import { toSurvey } from '../core/survey/questionnaire.ts';
import type { SurveyFile } from '../core/survey/survey-schema.ts';
import { pastStudy } from './compact-reference.ts';
import { inOneLanguage } from './one-language.ts';
import { readTexts } from './read-texts.ts';
import type { Site, SiteSource } from './site.ts';
import { unusable } from './unusable.ts';
import { originsOf } from './wording-origins.ts';

/**
 * The surveys as phones load them: `surveys/<id>/<revision>.<language>.json` for each revision, beside the files as written.
 * A malformed file stops the build and says where. The dev server reads them again when one changes.
 */
export function surveys(source: SiteSource): Plugin {
  return {
    name: 'surveys',
    applyToEnvironment: (environment) => environment.name === 'client',
    async generateBundle() {
      for (const [fileName, text] of surveyAssets(await source.read()))
        this.emitFile({ type: 'asset', fileName, source: text });
    },
    configureServer(server) {
      server.watcher.add(source.path);
      server.watcher.on('all', (_, path) => {
        if (!path.startsWith(resolve(source.path) + sep)) return;
        source.forget();
        server.ws.send({ type: 'full-reload' });
      });
      server.middlewares.use('/surveys', (request, response, next) => {
        const name = `surveys${new URL(request.url ?? '/', 'http://localhost').pathname}`;
        source.read().then((site) => {
          const text = surveyAssets(site).get(name);
          if (text === undefined) next();
          else response.setHeader('content-type', 'application/json').end(text);
        }, next);
      });
    },
  };
}

/** By path in the release. */
function surveyAssets({ surveys, folder }: Site): Map<string, string> {
  const assets = new Map<string, string>();
  for (const [path, text] of folder) if (path.endsWith('.json')) assets.set(`surveys/${path}`, text);
  for (const [id, { files, current, presentation, reference, results }] of surveys) {
    for (const [language, texts] of textsOf(folder, current, results))
      assets.set(`surveys/${id}/texts.${language}.json`, JSON.stringify(texts));
    if (reference) assets.set(`surveys/${id}/past.json`, JSON.stringify(pastStudy(reference)));
    const written = files.get(current.revision);
    const origins = written && originsOf(written);
    if (origins) assets.set(`surveys/${id}/origins.json`, JSON.stringify(origins));
    const earlier = earlierOptions(files, current.revision);
    if (earlier) assets.set(`surveys/${id}/earlier.json`, JSON.stringify(earlier));
    if (current.typology)
      assets.set(`emblems/${id}.svg`, emblemRow(emblemsOf(current.typology.profiles, presentation)));
    const before = [...files.values()].flatMap(({ typology }) => typology?.profiles ?? []);
    for (const language of current.languages) {
      const shown = presentationIn(language, presentation, current, before);
      assets.set(`surveys/${id}/presentation.${language}.json`, JSON.stringify(shown));
    }
    for (const [revision, file] of files) {
      const shown = withGlance(file, presentation);
      for (const language of file.languages) {
        assets.set(`surveys/${id}/${revision}.${language}.json`, JSON.stringify(inOneLanguage(shown, language)));
      }
    }
  }
  return assets;
}

/** What the organiser wrote beside the results, by language. */
function textsOf(folder: SurveyFolder, survey: Survey, results: ResultsFile): ReadonlyMap<string, OrganiserTexts> {
  const read = readTexts(folder, survey, results);
  if (read.kind === 'faulty') throw unusable('The texts of the organiser', read.lines);
  return read.texts;
}

/** `undefined` where every option ever given is still offered. Revisions are joined by ids: these stand apart in the results. */
export function earlierOptions(files: ReadonlyMap<number, SurveyFile>, current: number): EarlierOptions | undefined {
  const revisions = [...files].toSorted(([a], [b]) => b - a);
  const asked = revisions.find(([revision]) => revision === current)?.[1];
  if (!asked) return undefined;
  const before = revisions.filter(([revision]) => revision < current).map(([, file]) => toSurvey(file));
  const found = toSurvey(asked).questions.flatMap((question) => {
    const gone = before
      .flatMap(({ question: earlier }) => earlier.get(question.id)?.choices ?? [])
      .filter(({ id }, place, all) => !question.choice.has(id) && all.findIndex((one) => one.id === id) === place)
      .map(({ id, label }) => ({ id, label }));
    return gone.length > 0 ? [[question.id, gone] as const] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/** One emblem, and the room around it. */
const WIDTH = 72;
const HEIGHT = 64;

/**
 * The emblems of a survey beside each other, as the picture of its opening: a file, so that they are there without script and weigh
 * nothing on the page. One ground and one line for every theme.
 */
export function emblemRow(emblems: Readonly<Record<string, EmblemDrawing>>): string {
  const drawings = Object.values(emblems).map(({ paths, hue }, place) => {
    const circle = `<circle cx="36" cy="32" r="30" fill="oklch(93% .035 ${hue})" stroke="oklch(62% .11 ${hue})" stroke-width="2.5"/>`;
    const lines = paths.map((path) => `<path d="${path}"/>`).join('');
    return `<g transform="translate(${place * WIDTH})">${circle}<g transform="translate(15 11) scale(.656)">${lines}</g></g>`;
  });
  const style = 'fill="none" stroke="#16202b" stroke-width="3.6" stroke-linecap="round" stroke-linejoin="round"';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${drawings.length * WIDTH} ${HEIGHT}" ${style}>${drawings.join('')}</svg>\n`;
}
