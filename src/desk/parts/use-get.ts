import type * as v from 'valibot';
import { countsReply, type SurveyCounts } from '../../wire/organiser/survey-reply.ts';
import { type CallState, useCalled } from '../calls/use-called.ts';
import { may, useSite } from './desk-context.ts';

/** Gets a reply of the endpoint when it is shown, again when one of the inputs changes, and again when asked. */
export function useGet<S extends v.GenericSchema>(
  path: string,
  schema: S,
  ...inputs: readonly unknown[]
): CallState<v.InferOutput<S>> {
  const { client } = useSite();
  return useCalled((signal) => client.get(path, schema, signal), [client, path, ...inputs]);
}

/** Returns the counts of each survey; none until they arrive, and none for a token that may not read. */
export function useCounts(...inputs: readonly unknown[]): readonly SurveyCounts[] {
  const { client, me } = useSite();
  const mayRead = may({ me }, 'read');
  const { called } = useCalled(
    async (signal) =>
      mayRead
        ? await client.get('/api/organiser/counts', countsReply, signal)
        : { kind: 'ok' as const, value: { counts: [] } },
    [client, mayRead, ...inputs],
  );
  return called?.kind === 'ok' ? called.value.counts : [];
}
