import { countsReply, type SurveyCounted } from '../calls/survey-reply.ts';
import { useCalled } from '../calls/use-called.ts';
import { may, type SiteDesk } from './desk-context.ts';

/** Returns the counts of each survey; none until they arrive, and none for a token that may not read. */
export function useCounts(desk: SiteDesk, ...inputs: readonly unknown[]): readonly SurveyCounted[] {
  const { client } = desk;
  const mayRead = may(desk, 'read');
  const { called } = useCalled(
    async (signal) =>
      mayRead
        ? await client.get('/api/organiser/counts', countsReply, signal)
        : { kind: 'ok' as const, value: { counts: [] } },
    [client, mayRead, ...inputs],
  );
  return called?.kind === 'ok' ? called.value.counts : [];
}
