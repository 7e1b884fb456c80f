import type { Tallied } from './organiser-storage.ts';

/** Counts responses by day, channel, status and last question, as they are read. */
export function tallying() {
  const counts = new Map<string, { -readonly [K in keyof Tallied]: Tallied[K] }>();
  return {
    add({ receivedOn, channel, status, lastQuestion }: Omit<Tallied, 'responses'>): void {
      // No word of these holds a space, which comes before every letter of theirs.
      const key = [receivedOn, channel ?? '', status, lastQuestion ?? ''].join(' ');
      const known = counts.get(key);
      if (known) known.responses++;
      else counts.set(key, { receivedOn, channel, status, lastQuestion, responses: 1 });
    },
    /** In the order of what is counted, silence first. */
    sorted: (): readonly Tallied[] =>
      [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, tallied]) => tallied),
  };
}
