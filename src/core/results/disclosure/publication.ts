import { EVERYONE } from '../everyone.ts';
import { HIDDEN_UNDER, LEAST_PRESENCE, SHOWN_FROM } from './calendar.ts';
import { MINUTE_BANDS } from './durations.ts';
import { fitAll, type Summed } from './fit-strata.ts';
import { sum, wholeParts } from './fit-tables.ts';
import { CLEAR, deviationOf, isBeyondNoise } from './geometric.ts';
import { type Book, type DrawnStratum, movedCount, OTHER, type Phase } from './ledger.ts';
import { crossingsOf } from './shown-crossings.ts';
import { type Choose, type FittedTables, profilesOf, shownItems, sizesAsItem } from './shown-items.ts';
import type { ShownDurations, ShownStratum, ShownTables } from './shown-tables.ts';
import { OUTSIDE_STRATA, PROFILES, type TableDefinitions } from './table-definitions.ts';

type DrawnSize = Pick<DrawnStratum, 'asOf' | 'draws' | 'sizeDraws' | 'size'>;

export function shownIn(book: Book, definitions: TableDefinitions, phase: Phase): ShownTables {
  const epsilon = definitions.epsilon.s / definitions.epsilon.t;
  const isFinal = phase === 'results';
  const sizeNow = (name: string) => book.sizes.values[book.sizes.cells.indexOf(name)] ?? 0;
  const summed = definitions.strata.flatMap((name) => {
    const of = book.strata[name];
    return of && (isFinal || sizeNow(name) >= HIDDEN_UNDER) ? [{ name, of }] : [];
  });
  const n = sum(summed.map(({ of }) => of.size));
  const fits = fitAll(definitions, summed);
  const draws = sum(summed.map(({ of }) => of.draws));
  const isEnough = n >= (isFinal ? HIDDEN_UNDER : SHOWN_FROM);
  const made: FittedTables = { fits, definitions, phase, deviation: deviationOf({ epsilon, draws }) };
  const shownAs = (name: string, drawn: DrawnSize, choose: Choose): ShownStratum => ({
    asOf: drawn.asOf,
    draws: drawn.draws,
    sizeDraws: drawn.sizeDraws,
    n: drawn.size,
    items: shownItems(made, choose, drawn.size),
    crossings: crossingsOf(book, made, summed, name),
    ...(fits.has(PROFILES) && { profiles: profilesOf(made, choose) }),
  });
  const everyone = {
    asOf:
      summed
        .map(({ of }) => of.asOf)
        .sort()
        .at(-1) ?? book.asOf,
    draws,
    sizeDraws: sum(summed.map(({ of }) => of.sizeDraws)),
    size: n,
  };
  const strata: Record<string, ShownStratum | null> = { [EVERYONE]: null };
  if (isEnough) {
    const all = shownAs(EVERYONE, everyone, (fit) => fit.all);
    const sizes = definitions.stratum !== undefined && { [definitions.stratum]: sizesAsItem(summed) };
    strata[EVERYONE] = { ...all, items: { ...all.items, ...sizes } };
  }
  for (const name of definitions.strata) {
    if (name === EVERYONE || name === OUTSIDE_STRATA) continue;
    const place = summed.findIndex((one) => one.name === name);
    const of = summed[place]?.of;
    const isShown = of && isEnough && of.size >= HIDDEN_UNDER;
    strata[name] = isShown ? shownAs(name, of, (fit) => fit.rows[place] ?? []) : null;
  }
  // Groups that are shown count as they are shown, hidden ones as they were drawn last: no total is under its part.
  const hidden = definitions.strata.filter((name) => !summed.some((one) => one.name === name));
  const answered = n + sum(hidden.map((name) => Math.max(0, sizeNow(name))));
  const minutes = durationsOf(book, answered);
  return {
    phase,
    epsilon,
    ...(definitions.stratum !== undefined && { dividedBy: definitions.stratum }),
    answered,
    strata,
    territories: isEnough ? presence(book, epsilon) : [],
    ...(minutes && { minutes }),
    ...othersOf(book, definitions, summed, answered, isFinal),
  };
}

function presence({ territories }: Book, epsilon: number): readonly string[] {
  if (!territories || territories.waits) return [];
  const least = Math.max(LEAST_PRESENCE, CLEAR * deviationOf({ epsilon, draws: territories.draws }));
  return territories.cells.filter((cell) => (movedCount(territories, cell) ?? 0) >= least);
}

function durationsOf({ minutes }: Book, answered: number): ShownDurations | undefined {
  if (!minutes || minutes.waits || answered < SHOWN_FROM) return undefined;
  const counts = wholeParts(minutes.values, answered);
  return { draws: minutes.draws, bands: MINUTE_BANDS.map((band, at) => ({ ...band, count: counts[at] ?? 0 })) };
}

function othersOf(
  { others }: Book,
  { channels, epsilon: { s, t } }: TableDefinitions,
  summed: Summed,
  answered: number,
  isFinal: boolean,
): Pick<ShownTables, 'unfinished' | 'modes' | 'translated' | 'channels' | 'withdrawn' | 'left'> {
  const at = (name: string) => others.values[others.cells.indexOf(name)] ?? 0;
  const noise = { epsilon: s / t, draws: others.draws };
  // A number that the noise alone may have made is published as 0.
  const isFielded = isBeyondNoise(at(OTHER.field), noise);
  const [self = 0, field = 0] = isFielded ? wholeParts([at(OTHER.self), at(OTHER.field)], answered) : [answered];
  const drawn = channels.filter((channel) => movedCount(others, OTHER.channel(channel)) !== undefined);
  const counts = drawn.map((channel) => at(OTHER.channel(channel)));
  // The rest came by none of them.
  const came = wholeParts([...counts, answered - sum(counts)], answered);
  const n = sum(summed.map(({ of }) => of.size));
  const [oldest] = summed.map(({ of }) => of).sort((a, b) => a.night - b.night);
  const gone = oldest ? at(OTHER.left) - oldest.left : 0;
  return {
    unfinished: isBeyondNoise(at(OTHER.unfinished), noise) ? at(OTHER.unfinished) : 0,
    modes: { self, field },
    ...(isBeyondNoise(at(OTHER.translated), noise) && { translated: Math.min(answered, at(OTHER.translated)) }),
    channels: Object.fromEntries(drawn.map((channel, place) => [channel, came[place] ?? 0])),
    ...(isBeyondNoise(at(OTHER.left), noise) && isFinal && { withdrawn: at(OTHER.left) }),
    ...(isBeyondNoise(gone, noise) && !isFinal && n > 0 && { left: Math.min(100, Math.round((gone / n) * 100)) }),
  };
}
