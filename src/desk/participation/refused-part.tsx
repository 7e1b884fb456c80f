import type { RefusedCount } from '../../wire/organiser/organiser-reply.ts';
import { useDesk } from '../parts/desk-context.ts';

/** Refusals by reason, most frequent first. They are shown here, since people do not look for a page of faults that they do not know of. */
export function RefusedPart({ refused }: { readonly refused: readonly RefusedCount[] }) {
  const { survey, words } = useDesk();
  const { participation: text, quality, pages } = words.desk;
  const byCode = new Map<string, number>();
  for (const { survey: of, code, envelopes } of refused)
    if (of === survey.id || of === '') byCode.set(code, (byCode.get(code) ?? 0) + envelopes);
  const counts = [...byCode].toSorted(([, one], [, other]) => other - one);
  const all = counts.reduce((sum, [, envelopes]) => sum + envelopes, 0);
  if (all === 0) return null;
  return (
    <section aria-labelledby="refused" class="notice">
      <h2 id="refused">{text.refused(all, words.number(all))}</h2>
      <ul class="counted stack">
        {counts.map(([code, envelopes]) => (
          <li key={code}>{text.refusedFor(words.number(envelopes), quality.reasons[code] ?? code)}</li>
        ))}
      </ul>
      <p>
        {text.refusedWhere} <a href={`#/quality?${new URLSearchParams({ s: survey.id })}`}>{pages.quality}</a>
      </p>
    </section>
  );
}
