import { newestOf, type SurveyFiles } from './kept-files.ts';
import { objectIn } from './survey-heading.ts';

/** Pictures of a survey show its own title. A past study was asked of other people; the wave that is copied becomes the next one's. */
const LEFT_OUT = /^(previews|screenshots)\/|^reference-/;

/**
 * Returns the files of a new survey that begins as a copy. Its current revision becomes the first, without opening and closing day. The
 * notice loses the keys of tablets and the short name, which belong to the survey that they were made for, and the presentation the
 * identity of its application. An example's notice is left out, since it names no real controller. Returns nothing where no revision can be read.
 */
export function copiedFiles(
  files: SurveyFiles,
  to: string,
  from: 'example' | 'survey',
  past?: { readonly name: string; readonly reference: object },
): Map<string, Uint8Array> | undefined {
  const revision = objectIn(files.get(`${newestOf(files.keys())}.json`));
  if (!revision) return undefined;
  const { opensOn: _, closedFrom: __, ...kept } = revision;
  const copied = new Map([...files].filter(([path]) => !/^\d+\.json$/.test(path) && !LEFT_OUT.test(path)));
  copied.set('1.json', written({ ...kept, id: to, revision: 1 }));
  const { sealing: ___, short: ____, ...notice } = objectIn(files.get('notice.json')) ?? {};
  if (from === 'example') copied.delete('notice.json');
  else if (copied.has('notice.json')) copied.set('notice.json', written(notice));
  const presentation = objectIn(files.get('presentation.json'));
  const app = { ...Object(presentation?.app), screenshots: undefined, identity: undefined };
  if (presentation) copied.set('presentation.json', written({ ...presentation, app }));
  if (past) copied.set(past.name, written(past.reference));
  return copied;
}

/** A file of it, as people read one. */
function written(json: object): Uint8Array {
  return Buffer.from(`${JSON.stringify(json, null, 2)}\n`);
}
