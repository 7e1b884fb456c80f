import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import type { ShortAddresses, SurveyEntry } from '../../core/survey/survey-entry.ts';
import { entryOf, type SurveyEdition } from '../../edition/edition-of.ts';
import { type Asset, headersOf, type ServedFile } from '../http/assets.ts';
import { assetOf, SMALLEST } from '../http/precompressed-body.ts';
import { log } from '../process/log.ts';
import { contactsOf } from '../security-txt.ts';
import { plainText } from './upload/compact-edition.ts';

/** A survey with what phones load of it. */
export interface ServedSurvey {
  readonly published: PublishedSurvey;
  readonly edition: SurveyEdition;
  readonly files: EditionFiles;
  /** Whom its notice names, in addresses: read once, since anybody may ask for them. */
  readonly contacts: readonly string[];
}

/** The surveys that this endpoint serves now. They may come, change and go while it runs. */
export type Catalogue = ReturnType<typeof createCatalogue>;

/** A page that was loaded from an edition goes on with it: so many editions of a survey are kept, the current one included. */
const KEPT_EDITIONS = 3;

/** Returns the entry of each survey as it is now. */
export function entriesOf({ surveys, served, home, shorts }: Catalogue): readonly SurveyEntry[] {
  const all = [...surveys.keys()].flatMap((id) => served(id) ?? []);
  return all.map(({ published, edition: { id, survey } }) => ({
    ...entryOf(published, id, home() === survey),
    short: shorts.get(survey),
  }));
}

/** The bare address shows the `fixed` survey, which the host has named, or the `first` if none is chosen. */
export function createCatalogue({ fixed, first }: Readonly<Partial<Record<'fixed' | 'first', string | undefined>>>) {
  const surveys = new Map<string, PublishedSurvey>();
  const editions = new Map<string, readonly ServedSurvey[]>();
  let chosen: string | undefined;
  const listeners: ((survey: string) => void)[] = [];
  return {
    surveys: surveys as Surveys,
    /** The addresses that people type to reach each of them, as the storage has them. */
    shorts: new Map<string, ShortAddresses>(),
    served: (survey: string) => (surveys.has(survey) ? editions.get(survey)?.[0] : undefined),
    /** The files of an edition, of the current one or of one before it that phones may still ask for. */
    filesOf: (survey: string, edition: string) =>
      editions.get(survey)?.find((one) => one.edition.id === edition)?.files,
    /** The survey of the site's bare address, where there is one. */
    home() {
      const wanted = fixed === undefined ? [chosen, first] : [fixed];
      return wanted.find((one) => one !== undefined && surveys.has(one));
    },
    /** True where the host has named it, so that the desk cannot choose another. */
    isHomeFixed: fixed !== undefined,
    /** Sets what organisers have chosen: it comes before the first survey of the folder, and after what the host has named. */
    chooseHome(survey: string | null) {
      chosen = survey ?? undefined;
    },
    put(published: PublishedSurvey, edition: SurveyEdition, stream?: PictureStream) {
      const { id } = published.current;
      const before = (editions.get(id) ?? []).filter((one) => one.edition.id !== edition.id);
      const known = editions.get(id)?.find((one) => one.edition.id === edition.id);
      const files = known?.files ?? editionFiles(edition, stream);
      surveys.set(id, published);
      const now = { published, edition, files, contacts: contactsOf(published) };
      editions.set(id, [now, ...before].slice(0, KEPT_EDITIONS));
      for (const listener of listeners) listener(id);
    },
    remove(survey: string) {
      surveys.delete(survey);
      for (const listener of listeners) listener(survey);
    },
    /** Calls the listener with the id of each survey that is put or removed from now on. */
    watch: (listener: (survey: string) => void) => void listeners.push(listener),
  };
}

/** Returns a file of an edition as it is answered; `undefined` for a path that the edition does not have. */
type EditionFiles = (path: string) => Promise<ServedFile | undefined>;

/** Streams a picture that is stored, by its digest; `undefined` where it is not, or not any more. */
type PictureStream = (digest: string) => Promise<ReadableStream<Uint8Array> | undefined>;

/** Compresses a text when it is first asked for. A stored picture is read each time: those of all surveys may not fit in memory. */
function editionFiles({ survey, files, pictures }: SurveyEdition, stream?: PictureStream): EditionFiles {
  const assets = new Map<string, Promise<Asset>>();
  return async (path) => {
    const picture = pictures.get(path);
    if (picture) {
      const bytes = picture.content ? new Uint8Array(picture.content) : await stream?.(picture.digest);
      const etag = Buffer.from(picture.digest, 'hex').toString('base64url').slice(0, 22);
      if (bytes) return { bytes, headers: headersOf(`/${path}`), etag, encoded: [] };
      log('picture-missing', { survey, file: path });
    }
    const bytes = files.get(path);
    if (!bytes) return undefined;
    const asset = assets.get(path) ?? plainText(bytes).then((text) => assetOf(text, headersOf(`/${path}`), SMALLEST));
    assets.set(path, asset);
    return asset;
  };
}
