import { createHash } from 'node:crypto';
import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import type { SurveyEntry } from '../../core/survey/survey-entry.ts';
import { entryOf, type SurveyEdition } from '../../edition/edition-of.ts';
import { type Asset, headersOf } from '../http/assets.ts';
import { compressed } from '../http/precompressed-body.ts';
import { contactsOf } from '../security-txt.ts';

/** A survey with what phones load of it. */
export interface ServedSurvey {
  readonly published: PublishedSurvey;
  readonly edition: SurveyEdition;
  readonly files: EditionFiles;
  /** Whom its notice names, in addresses: read once, since anybody may ask for them. */
  readonly contacts: readonly string[];
}

/** The surveys that this endpoint serves now. They may come, change and go while it runs. */
export interface Catalogue {
  /** The surveys as they are now, by id. */
  readonly surveys: Surveys;
  readonly served: (survey: string) => ServedSurvey | undefined;
  /** The files of an edition, of the current one or of one before it that phones may still ask for. */
  readonly filesOf: (survey: string, edition: string) => EditionFiles | undefined;
  /** The survey of the site's bare address, where there is one. */
  readonly home: () => string | undefined;
  /** Whether the host has named it, so that the desk cannot choose another. */
  readonly isHomeFixed: boolean;
  /** Sets what organisers have chosen: it comes before the first survey of the folder, and after what the host has named. */
  readonly chooseHome: (survey: string | null) => void;
  readonly put: (published: PublishedSurvey, edition: SurveyEdition) => void;
  readonly remove: (survey: string) => void;
  /** Calls the listener with the id of each survey that is put or removed from now on. */
  readonly watch: (listener: (survey: string) => void) => void;
}

/** A page that was loaded from an edition goes on with it: so many editions of a survey are kept, the current one included. */
const KEPT_EDITIONS = 3;

/** Returns the entry of each survey as it is now, which pages are given. */
export function entriesOf({ surveys, served, home }: Catalogue): readonly SurveyEntry[] {
  return [...surveys.keys()].flatMap((id) => {
    const one = served(id);
    return one ? [entryOf(one.published, one.edition.id, home() === id)] : [];
  });
}

/** The survey that is to be served at the bare address, once it is there. */
interface HomeSurvey {
  /** Named by the host. */
  readonly fixed?: string | undefined;
  /** Taken if none is chosen. */
  readonly first?: string | undefined;
}

export function createCatalogue({ fixed, first }: HomeSurvey): Catalogue {
  const surveys = new Map<string, PublishedSurvey>();
  const editions = new Map<string, readonly ServedSurvey[]>();
  let chosen: string | undefined;
  const listeners: ((survey: string) => void)[] = [];
  const notify = (survey: string) => {
    for (const listener of listeners) listener(survey);
  };
  const servedNow = (survey: string) => (surveys.has(survey) ? editions.get(survey)?.[0] : undefined);
  return {
    surveys,
    served: servedNow,
    filesOf: (survey, edition) => editions.get(survey)?.find((one) => one.edition.id === edition)?.files,
    home() {
      const wanted = fixed === undefined ? [chosen, first] : [fixed];
      return wanted.find((one) => one !== undefined && surveys.has(one));
    },
    isHomeFixed: fixed !== undefined,
    chooseHome(survey) {
      chosen = survey ?? undefined;
    },
    put(published, edition) {
      const { id } = published.current;
      const before = (editions.get(id) ?? []).filter((one) => one.edition.id !== edition.id);
      const known = editions.get(id)?.find((one) => one.edition.id === edition.id);
      const files = known?.files ?? editionFiles(edition);
      surveys.set(id, published);
      editions.set(
        id,
        [{ published, edition, files, contacts: contactsOf(published) }, ...before].slice(0, KEPT_EDITIONS),
      );
      notify(id);
    },
    remove(survey) {
      surveys.delete(survey);
      notify(survey);
    },
    watch: (listener) => void listeners.push(listener),
  };
}

/** Returns a file of an edition as it is answered; `undefined` for a path that the edition does not have. */
type EditionFiles = (path: string) => Promise<Asset | undefined>;

/**
 * Brotli's highest level takes a tenth of a second for each 100 kB, once for all who ask, in the thread pool. A survey is a tenth smaller
 * than by a level that takes milliseconds.
 */
const SMALLEST = 11;

/** Compresses a text when it is first asked for. */
function editionFiles(edition: SurveyEdition): EditionFiles {
  const assets = new Map<string, Promise<Asset>>();
  return (path) => {
    const bytes = edition.files.get(path);
    if (!bytes) return Promise.resolve(undefined);
    const asset = assets.get(path) ?? assetOf(path, bytes);
    assets.set(path, asset);
    return asset;
  };
}

function isText(path: string): boolean {
  return !path.endsWith('.png');
}

async function assetOf(path: string, bytes: Uint8Array): Promise<Asset> {
  const own = new Uint8Array(bytes);
  return {
    bytes: own,
    headers: headersOf(`/${path}`),
    etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
    encoded: isText(path) ? await compressed(own, SMALLEST) : [],
  };
}
