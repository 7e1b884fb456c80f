import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { lookingSoon } from '../../../src/endpoint/publishing/follower.ts';

/** Runs that end on demand, and a clock that moves on demand. */
function runs(milliseconds = 1_000) {
  let now = 0;
  const ends: (() => void)[] = [];
  const looking = lookingSoon(
    () => new Promise<void>((resolve) => ends.push(resolve)),
    milliseconds,
    () => now,
  );
  return { looking, ends, move: (by: number) => (now += by) };
}

const settled = async (one: Promise<unknown>) => (await Promise.race([one, setTimeout(5, 'waits')])) !== 'waits';

describe('looking before something unknown is refused', () => {
  it('looks once for all who ask before it begins, and again for one who asks after that', async () => {
    const { looking, ends, move } = runs(20);
    const first = [looking.fresh(), looking.fresh(), looking.fresh()];
    await setTimeout(5);
    expect(ends).toHaveLength(1);
    const late = looking.fresh();
    ends[0]?.();
    await Promise.all(first);
    move(20);
    expect(await settled(late)).toBe(false);
    await expect.poll(() => ends.length).toBe(2);
    ends[1]?.();
    await late;
  });

  it('shares what another call has found within a second, without waiting', async () => {
    const { looking, ends, move } = runs();
    const first = looking.recent();
    await setTimeout(5);
    ends[0]?.();
    await first;
    for (let guess = 0; guess < 1_000; guess++) await looking.recent();
    expect(ends).toHaveLength(1);
    move(1_000);
    const next = looking.recent();
    await expect.poll(() => ends.length).toBe(2);
    ends[1]?.();
    await next;
  });

  it('tells those who wait that it failed, and looks again for those who come later', async () => {
    let failures = 1;
    const looking = lookingSoon(
      async () => {
        if (failures-- > 0) throw new Error('no database');
      },
      10,
      () => performance.now(),
    );
    await expect(looking.fresh()).rejects.toThrow('no database');
    await looking.fresh();
  });
});
