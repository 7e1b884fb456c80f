import { expect, it } from 'vitest';
import { fairTurns } from '../../../src/endpoint/intake/fair-turns.ts';

/** Asks for turns by network, all of which but the first wait; then ends each turn once it is given. Gives the order. */
async function orderOf(networks: readonly string[], waiting = 100) {
  const turns = fairTurns({ atOnce: 1, waiting });
  const end = await turns.take('first');
  const order: string[] = [];
  const asked = networks.map(async (network, place) => {
    const done = await turns.take(network);
    order.push(done ? network : `${network} refused at ${place}`);
    await new Promise((resolve) => setImmediate(resolve));
    done?.();
  });
  end?.();
  await Promise.all(asked);
  return order;
}

it('a network that asks once waits for one turn of each other network, whatever they ask for', async () => {
  expect(await orderOf(['a', 'a', 'a', 'a', 'b', 'b', 'c'])).toEqual(['a', 'b', 'c', 'a', 'b', 'a', 'a']);
});

it('where no more may wait, the network with most waiting loses its last', async () => {
  expect(await orderOf(['a', 'a', 'a', 'b', 'c'], 4)).toEqual(['a refused at 2', 'a', 'b', 'c', 'a']);
});

it('where each network waits for one turn, the next one is refused', async () => {
  expect(await orderOf(['a', 'b', 'c'], 2)).toEqual(['c refused at 2', 'a', 'b']);
});

it('a turn that is given back is given again', async () => {
  const turns = fairTurns({ atOnce: 2, waiting: 0 });
  const first = await turns.take('a');
  expect(await turns.take('a')).toBeDefined();
  expect(await turns.take('a')).toBeUndefined();
  first?.();
  expect(await turns.take('b')).toBeDefined();
});
