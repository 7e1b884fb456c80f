import { parseJson } from '../../wire/json.ts';
import { slugOf } from '../drafting/slug.ts';
import { currentRevision } from '../drafting/use-survey-files.ts';
import type { UnreadKind } from '../workbooks/document-lines.ts';
import { readDocument, type UnreadableDocument, unzipped } from '../workbooks/read-document.ts';

/** The files of a survey by their paths within it, and the id that they give it. */
export interface UploadRead {
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly id: string | undefined;
  /** The document that was read as a text, and what it has besides. */
  readonly document?: { readonly name: string; readonly unread: ReadonlyMap<UnreadKind, number> };
}

export type UploadChosen =
  | { readonly kind: 'files'; readonly upload: UploadRead }
  | { readonly kind: 'refused'; readonly why: UnreadableDocument }
  /** A file of another kind, by its name. */
  | { readonly kind: 'other'; readonly name: string };

interface Chosen {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The endpoint takes no more, in bytes. */
const MOST = { file: 5 * 2 ** 20, all: 20e6 };

/** What a file of a survey may be called; the endpoint looks closer. */
const OURS =
  /^([1-9]\d*|notice|presentation|results|reference-\d{4})\.json$|\.(md|png|xlsx|ods|txt|tsv)$|^(lists|maps)\/.+\.json$/i;
/** Documents, and their templates: the desk makes a text of them. */
const DOCUMENT = /\.(do[ct][xm]|o[dt]t)$/i;

/** Reads files, a folder or an archive of one survey. A folder at the top, which all of them are in, is left out of their paths. */
export async function readChosen(chosen: readonly File[]): Promise<UploadChosen> {
  const found: Chosen[] = [];
  let document: UploadRead['document'];
  for (const file of chosen) {
    if (file.size > MOST.all) return { kind: 'refused', why: 'too-large' };
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (/\.zip$/i.test(file.name)) {
      const inside = unzipped(bytes, { each: MOST.file, all: MOST.all }, (name) => !name.endsWith('/'));
      if (typeof inside === 'string') return { kind: 'refused', why: inside };
      found.push(...Object.entries(inside).map(([path, one]) => ({ path, bytes: new Uint8Array(one) })));
    } else if (DOCUMENT.test(file.name)) {
      const read = await readDocument(bytes);
      if (typeof read === 'string') return { kind: 'refused', why: read };
      document = { name: file.name, unread: read.unread };
      found.push({ path: file.name.replace(DOCUMENT, '.txt'), bytes: new TextEncoder().encode(read.text) });
    } else found.push({ path: file.webkitRelativePath || file.name, bytes });
  }
  const files = new Map(withoutTop(found).flatMap(({ path, bytes }) => (OURS.test(path) ? [[path, bytes]] : [])));
  if (files.size === 0) return { kind: 'other', name: chosen[0]?.name ?? '' };
  const sizes = [...files.values()].map(({ length }) => length);
  if (Math.max(...sizes) > MOST.file || sizes.reduce((sum, size) => sum + size, 0) > MOST.all)
    return { kind: 'refused', why: 'too-large' };
  return { kind: 'files', upload: { files, id: idIn(files) ?? nameIn(files), ...(document && { document }) } };
}

function withoutTop(found: readonly Chosen[]): readonly Chosen[] {
  const tops = new Set(found.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')));
  const [top = ''] = tops;
  const isAbove = tops.size === 1 && top !== '' && !['lists', 'maps', 'notes', 'previews', 'screenshots'].includes(top);
  return isAbove ? found.map(({ path, bytes }) => ({ path: path.slice(top.length + 1), bytes })) : found;
}

/** A workbook, LimeSurvey's export, or questions in a text: the endpoint makes files of them. */
export const WORKBOOK_NAME = /\.(xlsx|ods|txt|tsv)$/i;

/** A workbook names its survey by its file. */
function nameIn(files: ReadonlyMap<string, Uint8Array>): string | undefined {
  const workbook = [...files.keys()].find((path) => WORKBOOK_NAME.test(path));
  return workbook && slugOf(workbook.slice(workbook.lastIndexOf('/') + 1).replace(WORKBOOK_NAME, ''));
}

/** The id in the revision of the highest number. */
function idIn(files: ReadonlyMap<string, Uint8Array>): string | undefined {
  const read = parseJson(new TextDecoder().decode(files.get(`${currentRevision(files.keys())}.json`)));
  const { id }: { readonly id?: unknown } = Object(read);
  return typeof id === 'string' ? id : undefined;
}
