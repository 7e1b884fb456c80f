import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { type DemonstrationSet, readConduct } from '../conduct/conduct.ts';
import type { Storage, StoredResponse } from '../storage/storage.ts';
import { inventResponses } from './invented-responses.ts';

/*
 * What is shown of a survey: its responses, or a demonstration while there are none. Never both: the first real response of a
 * survey takes the place of all that was made up.
 */

/** What is read of the responses, whoever they are from. */
export type ResponseReading = Pick<Storage, 'all' | 'aside'>;

export interface ShownResponses {
  readonly reading: ResponseReading;
  /** Present when nothing of it was answered by anybody. */
  readonly demonstration?: DemonstrationSet;
}

type Conducted = Pick<Storage, 'conduct'> & ResponseReading;

/** For the organiser, who sees a response as soon as it is there. */
export async function shownResponses(storage: Conducted, published: PublishedSurvey): Promise<ShownResponses> {
  const set = await demonstrationOf(storage, published);
  if (!set || (await hasResponses(storage, published.current.id))) return { reading: storage };
  return { reading: readingOfSet(published, set), demonstration: set };
}

/**
 * For everybody: what was received before today, as for all that is published. A figure that went when the first response came would
 * tell the minute.
 */
export async function publicDemonstration(
  storage: Conducted,
  published: PublishedSurvey,
  today: string,
): Promise<DemonstrationSet | undefined> {
  const set = await demonstrationOf(storage, published);
  return set && !(await hasResponses(storage, published.current.id, today)) ? set : undefined;
}

async function demonstrationOf(storage: Pick<Storage, 'conduct'>, { current }: PublishedSurvey) {
  return (await readConduct(storage, current.id)).conduct.demonstration;
}

/** Whether somebody has answered, finished or not, before this day where one is given. */
export async function hasResponses(storage: Pick<Storage, 'all'>, survey: string, before?: string): Promise<boolean> {
  const isEarly = ({ receivedOn }: { readonly receivedOn: string }) => before === undefined || receivedOn < before;
  for await (const response of storage.all(survey)) if (isEarly(response)) return true;
  return false;
}

/** One set for each survey, made once: it is asked for with every export and every publication. */
const made = new WeakMap<
  PublishedSurvey,
  { readonly name: string; readonly all: Promise<readonly StoredResponse[]> }
>();

export function demonstrationResponses(
  published: PublishedSurvey,
  set: DemonstrationSet,
): Promise<readonly StoredResponse[]> {
  const name = JSON.stringify(set);
  const known = made.get(published);
  if (known?.name === name) return known.all;
  const all = inventResponses(published, set);
  made.set(published, { name, all });
  return all;
}

export function readingOfSet(published: PublishedSurvey, set: DemonstrationSet): ResponseReading {
  const all = () => demonstrationResponses(published, set);
  return {
    async *all(_, after = '') {
      for (const response of await all()) if (response.id > after) yield response;
    },
    async *aside() {},
  };
}
