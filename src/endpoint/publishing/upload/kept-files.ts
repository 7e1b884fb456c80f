import { surveysInFolder } from '../../../authoring/check-survey-folder.ts';
import { decodeUtf8 } from '../../../authoring/decode-utf8.ts';
import type { FileFault } from '../../../authoring/survey-folder.ts';
import { type EditionSource, editionOf, type SurveyEdition } from '../../../edition/edition-of.ts';
import { type EditionPicture, editionPicture } from '../../../edition/edition-picture.ts';
import { sharingParts } from '../../../edition/sharing-parts.ts';
import type { PublishedRevision, Storage } from '../../storage/storage.ts';
import type { FileRecord, FileSet, PublishedFiles, SurveyRecord } from '../../storage/survey-storage.ts';
import { revisionsIn } from '../../unchanged-revisions.ts';
import { compactEdition } from './compact-edition.ts';
import { responseCost } from './survey-cost.ts';

/** The bytes of files, by their path within the survey. */
export type SurveyFiles = ReadonlyMap<string, Uint8Array>;

/** The same, with the records of pictures whose bytes stay in the storage. */
export type RecordedFiles = ReadonlyMap<string, Uint8Array | EditionPicture>;

/** Who asks for a reading: one after the other is done for each token. */
export interface Asker {
  /** The token. */
  readonly by: string;
  /** Aborts when the browser leaves: nothing is read then. */
  readonly gone?: AbortSignal;
}

/** Works when the turn of the asker comes. What is `given` is read then, so that those who wait hold no bytes. */
export type CallInTurn<Work extends (...given: never[]) => unknown, Late = LateReading> = (
  asker: Asker,
  given: () => Promise<Parameters<Work>>,
) => Promise<Awaited<ReturnType<Work>> | Late>;

/** Reads the files of a survey, and checks them unless they are sound. */
export type UploadReader<Late = LateReading, Found = SurveyFileSet> = CallInTurn<Reads<Found>, Late>;
type Reads<Found> = (...given: Parameters<typeof readFileSet>) => FileReading<Found>;

/** A survey with what phones load of it. */
export interface SurveyFileSet extends Pick<EditionSource, 'published'>, Pick<PublishedFiles, 'cost'> {
  readonly edition: SurveyEdition;
  readonly revisions: readonly PublishedRevision[];
}

export type FileReading<Found = SurveyFileSet> =
  | { readonly kind: 'survey'; readonly survey: Found }
  | { readonly kind: 'faulty'; readonly faults: readonly FileFault[] };

/** No fault was found: the reading took too long or too much memory, or too many calls of the asker wait. */
export interface LateReading {
  readonly kind: 'late';
  readonly code: 'reading.late' | 'rate.limited';
}

export type FileSetResult<Found = SurveyFileSet> = FileReading<Found> | LateReading;

const INDEX = 'index.json';
/** Files that surveys may share. */
export const SHARED_FILE = /^(lists|maps)\//;
const PICTURE = /\.png$/;
export const REVISION = /^([1-9]\d{0,8})\.json$/;

/**
 * Reads the files of one survey as the folder of all surveys is read. The current revision is the one of the highest number. Files that
 * were checked when they were published are `sound`: those are served, and held for long.
 */
export function readFileSet(survey: string, files: RecordedFiles, isSound = false): FileReading {
  const folder = new Map<string, string>();
  const pictures = new Map<string, EditionPicture>();
  const faults: FileFault[] = [];
  const placeOf = (path: string) => (SHARED_FILE.test(path) ? path : `${survey}/${path}`);
  for (const [path, file] of files) {
    if (!(file instanceof Uint8Array) || PICTURE.test(path)) {
      pictures.set(path, file instanceof Uint8Array ? editionPicture(file) : file);
      continue;
    }
    const decoded = decodeUtf8(file);
    if (decoded.kind === 'text') folder.set(placeOf(path), decoded.text);
    else faults.push({ file: path, path: `line ${decoded.line}, column ${decoded.column}`, reason: decoded.reason });
  }
  if (faults.length > 0) return { kind: 'faulty', faults };
  const revision = newestOf(files.keys());
  if (revision === 0) return { kind: 'faulty', faults: [{ file: '1.json', path: '(file)', reason: 'no such file' }] };
  folder.set(INDEX, JSON.stringify({ surveys: [{ id: survey, revision }] }));
  const read = surveysInFolder(folder, isSound);
  // The index is made here: it is faulty where a revision is, whose own faults say more.
  if (read.kind === 'faulty')
    return {
      kind: 'faulty',
      faults: read.faults.filter(({ file }) => file !== INDEX).map((one) => withinSurvey(survey, one)),
    };
  const published = read.surveys.get(survey);
  if (!published) throw new Error(`${survey} was read and is not there`);
  const made = editionOf({ published, folder, pictures });
  if (made.kind === 'faulty')
    return { kind: 'faulty', faults: made.lines.map((line) => withinSurvey(survey, faultIn(line))) };
  const revisions = revisionsIn({ surveys: read.surveys, folder });
  const edition = isSound ? compactEdition(made.edition) : made.edition;
  if (isSound)
    return { kind: 'survey', survey: { published: sharingParts(published), edition, revisions, cost: undefined } };
  const costs = [...published.files.values()].map(responseCost);
  const dear = costs.flatMap(({ faults }) => faults);
  if (dear.length > 0) return { kind: 'faulty', faults: dear };
  return {
    kind: 'survey',
    survey: { published, edition, revisions, cost: Math.max(...costs.map(({ cost }) => cost)) },
  };
}

/** Returns the highest number of the revisions among the names of files; 0 where there is none. */
export function newestOf(paths: Iterable<string>): number {
  const revisions = [...paths].flatMap((path) => (REVISION.test(path) ? [Number(path.slice(0, -'.json'.length))] : []));
  return Math.max(0, ...revisions);
}

/** Does in this process what an endpoint does in a thread: no respondent waits for a command. */
export const here =
  <Given extends unknown[], Value>(work: (...given: Given) => Value) =>
  async (_: Asker, given: () => Promise<Given>): Promise<Awaited<Value>> =>
    await work(...(await given()));

export const readUploadHere: UploadReader<never> = here(readFileSet);

/** Returns the texts that a list names, whose bytes are stored by their digests, without those that the storage does not hold whole. */
export async function storedFiles(
  storage: Pick<Storage, 'file'>,
  files: readonly FileRecord[],
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const { path, digest } of files) {
    const bytes = PICTURE.test(path) ? undefined : await storage.file(digest);
    if (bytes) found.set(path, bytes);
  }
  return found;
}

export async function recordedFiles(storage: Pick<Storage, 'file'>, files: readonly FileRecord[]) {
  const pictures = files.flatMap((one) =>
    PICTURE.test(one.path) ? [[one.path, { size: 'any', ...one }] as const] : [],
  );
  return new Map<string, Uint8Array | EditionPicture>([...pictures, ...(await storedFiles(storage, files))]);
}

/** Streams a file that is stored, which is read as it is taken; `undefined` for one that is not. */
export async function streamed({ pieces }: Pick<Storage, 'pieces'>, digest: string) {
  return (await pieces(digest).next()).done ? undefined : ReadableStream.from(pieces(digest));
}

/** Reads the files that a list names, as `readFileSet` does. */
export async function readKeptSet<Late extends LateReading, Found>(
  storage: Pick<Storage, 'file'>,
  read: UploadReader<Late, Found>,
  survey: string,
  { files }: FileSet,
  isSound: boolean,
  asker: Asker,
): Promise<FileReading<Found> | Late> {
  let missing = files;
  const found = await read(asker, async () => {
    const held = await recordedFiles(storage, files);
    missing = files.filter(({ path }) => !held.has(path));
    return [survey, held, isSound];
  });
  if (found.kind === 'late' || missing.length === 0) return found;
  const reason = 'the database does not hold it whole';
  return { kind: 'faulty', faults: missing.map(({ path }) => ({ file: path, path: '(file)', reason })) };
}

/** Reads what is published of a survey; `faulty` where a later release cannot read what an earlier one published. */
export async function readPublished<Late extends LateReading>(
  storage: Pick<Storage, 'file'>,
  readUpload: UploadReader<Late>,
  { survey, published, state, isListed, withdrawnOn }: SurveyRecord & { readonly published: PublishedFiles },
): Promise<FileReading | Late> {
  const read = await readKeptSet(storage, readUpload, survey, published, true, published);
  if (read.kind !== 'survey') return read;
  const isWithdrawn = state === 'withdrawn' && withdrawnOn !== null;
  return {
    kind: 'survey',
    survey: {
      ...read.survey,
      published: {
        ...read.survey.published,
        ...(isWithdrawn && { withdrawnOn }),
        ...(published.trialUntil !== undefined && { trialUntil: Date.parse(published.trialUntil) }),
        ...(!isListed && { isUnlisted: true as const }),
      },
    },
  };
}

export function hasPublished(kept: SurveyRecord): kept is SurveyRecord & { readonly published: PublishedFiles } {
  return kept.state !== 'none' && kept.published !== null;
}

/** Takes a line of `editionOf` apart: `file:line: reason`. */
function faultIn(line: string): FileFault {
  const [, file = '(survey)', at = '1', reason = line] = /^([^:]+):(\d+): (.+)$/s.exec(line) ?? [];
  return { file, path: `line ${at}`, reason };
}

function withinSurvey(survey: string, fault: FileFault): FileFault {
  const prefix = `${survey}/`;
  return fault.file.startsWith(prefix) ? { ...fault, file: fault.file.slice(prefix.length) } : fault;
}
