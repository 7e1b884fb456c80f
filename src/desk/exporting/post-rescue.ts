import { batchOf, inBatches, type RescuedEnvelope } from '../../wire/rescue-file.ts';
import { readVerdicts, type Verdict } from '../../wire/verdict.ts';
import { jsonBody } from '../calls/desk-client.ts';

/** What became of the envelopes of a rescue file: by verdict, and by problem for those refused. */
type RescueCounts = ReadonlyMap<string, number>;

export interface RescuePosted {
  readonly counts: RescueCounts;
  /** How many the service has not answered for: the network, or the service, went away. */
  readonly left: number;
}

/** Longer than a service asks for to be left in peace. */
const LONGEST_PAUSE = 60;

/** Sends envelopes as a device would, so that the same rules apply. Calls back with the number that got a verdict. */
export async function postRescue(
  envelopes: readonly RescuedEnvelope[],
  onProgress: (answered: number) => void,
): Promise<RescuePosted> {
  const counts = new Map<string, number>();
  let answered = 0;
  for (const batch of inBatches(envelopes)) {
    const verdicts = await verdictsFor(batch);
    if (!verdicts) break;
    for (const { verdict, problem } of verdicts) {
      const name = verdict === 'refused' ? (problem ?? 'envelope.invalid') : verdict;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    answered += verdicts.length;
    onProgress(answered);
  }
  return { counts, left: envelopes.length - answered };
}

/** As often as the service asks to wait; `undefined` when it does not answer for all of them. */
async function verdictsFor(batch: readonly RescuedEnvelope[]): Promise<readonly Verdict[] | undefined> {
  for (;;) {
    const response = await posted(batch);
    const seconds = Number(response?.headers.get('Retry-After'));
    if (response?.status === 429 && seconds > 0) {
      await new Promise((resolve) => setTimeout(resolve, 1000 * Math.min(seconds, LONGEST_PAUSE)));
      continue;
    }
    const verdicts = response?.ok ? readVerdicts(await jsonBody(response)) : undefined;
    const isOurs =
      verdicts?.length === batch.length && batch.every(({ digest }, place) => digest === verdicts[place]?.digest);
    return isOurs ? verdicts : undefined;
  }
}

async function posted(batch: readonly RescuedEnvelope[]): Promise<Response | undefined> {
  try {
    return await fetch('/api/responses', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: batchOf(batch),
      credentials: 'omit',
    });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
