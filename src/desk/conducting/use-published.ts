import { type Results, resultsSchema } from '../../wire/results.ts';
import type { Called } from '../calls/desk-client.ts';
import { type CallState, useCalled } from '../calls/use-called.ts';
import type { Desk } from '../parts/desk-context.ts';

/** What everybody may read now; `undefined` before the first publication, which is an answer too. */
export function usePublished({ client, survey }: Pick<Desk, 'client' | 'survey'>): CallState<Results | undefined> {
  return useCalled(
    async (signal): Promise<Called<Results | undefined>> => {
      const called = await client.get(`/api/results/${survey.id}`, resultsSchema, signal);
      return called.kind === 'refused' && called.code === 'not-found' ? { kind: 'ok', value: undefined } : called;
    },
    [client, survey.id],
  );
}
