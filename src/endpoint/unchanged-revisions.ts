import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isLocalText } from '../core/survey/survey-parts.ts';
import { canonicalForm } from '../wire/canonical.ts';
import { CannotStart } from './process/cannot-start.ts';
import type { FolderSurveys } from './process/read-surveys.ts';
import type { PublishedRevision, Storage } from './storage/storage.ts';

type Published = Pick<FolderSurveys, 'surveys' | 'folder'>;

/**
 * Checks that no answered revision was edited: its answers would be read with other questions. If one differs, throws `CannotStart`,
 * which names its file.
 */
export async function assertUnchanged(storage: Storage, published: Published, surveysDir: string) {
  const [changed] = await storage.keepRevisions(revisionsIn(published));
  if (!changed) return;
  const { survey, revision } = changed;
  const newest = Math.max(...(published.surveys.get(survey)?.revisions.keys() ?? []));
  throw new CannotStart(
    `${join(surveysDir, survey, `${revision}.json`)}, or a list of areas that it names, is not what its stored responses were given to: put it back as it was, ` +
      `write what changes as ${newest + 1}.json and name that revision in index.json. To start again without those responses, set another DATA_DIR or DATABASE_URL`,
  );
}

/**
 * Digests the parts of each revision on which answers depend: not layout, closing day, the editor's schema or a translation, but the codes
 * that its lists give to areas.
 */
export function revisionsIn({ surveys, folder }: Published): readonly PublishedRevision[] {
  return [...surveys].flatMap(([survey, { revisions, presentation }]) =>
    [...revisions].map(([revision, { questions, languages }]) => {
      const {
        $schema: _,
        opensOn: __,
        closedFrom: ___,
        ...asked
      } = JSON.parse(folder.get(`${survey}/${revision}.json`) ?? '{}');
      const areas = questions
        .filter((question) => question.kind === 'territory')
        .map(({ choices }) => choices.map(({ id }) => id).sort());
      const digestOf = (said: unknown) =>
        createHash('sha256')
          .update(canonicalForm({ asked: said, areas }) ?? '')
          .digest('hex');
      const written = languages.filter((tag) => !presentation.translations?.[tag]);
      const [digest = digestOf(asked), ...before] = written.map((_, last) =>
        digestOf(inLanguages(asked, written.slice(0, written.length - last))),
      );
      return { survey, revision, digest, before: [...before, digestOf(asked)] };
    }),
  );
}

function inLanguages(file: unknown, languages: readonly string[]): unknown {
  return JSON.parse(JSON.stringify(file), (key, part) => {
    if (key === 'languages') return languages;
    if (!isLocalText(part)) return part;
    return Object.fromEntries(Object.entries(part).filter(([tag]) => languages.includes(tag)));
  });
}
