import * as v from 'valibot';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import { fetchJson } from '../../late/fetch-json.ts';

/** The build has checked the file from end to end; here it only has to be that file, and not a portal's answer. */
const declared = v.object({
  channels: v.optional(v.array(v.object({ id: v.string(), label: v.record(v.string(), v.string()) }))),
});

/** What the notice calls a channel. It is in the release: read without a network too. */
export async function findEvent(
  survey: string,
  channel: string | null,
  fetch: typeof globalThis.fetch,
): Promise<LocalText | undefined> {
  const read = v.safeParse(declared, await fetchJson(`/surveys/${survey}/notice.json`, {}, fetch));
  return read.success ? read.output.channels?.find(({ id }) => id === channel)?.label : undefined;
}
