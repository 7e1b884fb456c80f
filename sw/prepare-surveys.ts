import { adoptSurveys, keepSurvey } from './keep-survey.ts';

/** How long a new worker waits for the pages of the surveys that are kept here, and between two tries, in milliseconds. */
const PATIENCE = 20_000;
const PAUSE = 1000;

/**
 * Gives a release that is being installed the surveys that another release keeps on this device. When their pages do not come in time,
 * the generic page serves.
 */
export async function prepareSurveys(
  release: string,
  fetch: typeof globalThis.fetch,
  patience = PATIENCE,
): Promise<void> {
  let isLate = false;
  const late = new Promise<void>((resolve) =>
    setTimeout(() => {
      isLate = true;
      resolve();
    }, patience),
  );
  const keep = async (id: string) => {
    while (!isLate && !(await isDone(release, id, fetch))) await new Promise((resolve) => setTimeout(resolve, PAUSE));
  };
  const all = async () => Promise.all((await adoptSurveys(release)).map(keep));
  await Promise.race([all(), late]);
}

async function isDone(release: string, id: string, fetch: typeof globalThis.fetch): Promise<boolean> {
  try {
    return (await keepSurvey(release, id, fetch)) !== 'other-pages';
  } catch (error) {
    console.warn(error);
    return false;
  }
}
