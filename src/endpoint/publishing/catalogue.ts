import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import type { SurveyEntry } from '../../core/survey/survey-entry.ts';
import { entryOf, type SurveyEdition } from '../../edition/edition-of.ts';
import { type EditionFiles, editionFiles } from './edition-files.ts';

/** A survey with what phones load of it. */
export interface ServedSurvey {
  readonly published: PublishedSurvey;
  readonly edition: SurveyEdition;
  readonly files: EditionFiles;
}

/** The surveys that this endpoint serves now. They may come, change and go while it runs. */
export interface Catalogue {
  /** By id, always as they are now. */
  readonly surveys: Surveys;
  readonly served: (survey: string) => ServedSurvey | undefined;
  /** The files of an edition, of the current one or of one before it that phones may still ask for. */
  readonly filesOf: (survey: string, edition: string) => EditionFiles | undefined;
  /** The survey of the site's bare address, where there is one. */
  readonly home: () => string | undefined;
  /** Whether the host has named it, so that the desk cannot choose another. */
  readonly isHomeFixed: boolean;
  /** What organisers have chosen: it comes before the first survey of the folder, and after what the host has named. */
  readonly chooseHome: (survey: string | null) => void;
  readonly put: (published: PublishedSurvey, edition: SurveyEdition) => void;
  readonly remove: (survey: string) => void;
  /** Calls the listener with the id of each survey that is put or removed from now on. */
  readonly watch: (listener: (survey: string) => void) => void;
}

/** A page that was loaded from an edition goes on with it: so many editions of a survey are kept, the current one included. */
const KEPT_EDITIONS = 3;

/** What pages know of the surveys, each as it is now. */
export function entriesOf({ surveys, served, home }: Catalogue): readonly SurveyEntry[] {
  return [...surveys.keys()].flatMap((id) => {
    const one = served(id);
    return one ? [entryOf(one.published, one.edition.id, home() === id)] : [];
  });
}

/** The survey that is to be served at the bare address, once it is there. */
export interface HomeSurvey {
  /** Named by the host. */
  readonly fixed?: string | undefined;
  /** Where none is chosen. */
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
      editions.set(id, [{ published, edition, files }, ...before].slice(0, KEPT_EDITIONS));
      notify(id);
    },
    remove(survey) {
      surveys.delete(survey);
      notify(survey);
    },
    watch: (listener) => void listeners.push(listener),
  };
}
