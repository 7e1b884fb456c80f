import { expect, it } from 'vitest';
import { fairTurns } from '../../../src/endpoint/process/fair-turns.ts';

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

it('a network with one request waits for one turn of each other network, however many they ask for', async () => {
  expect(await orderOf(['a', 'a', 'a', 'a', 'b', 'b', 'c'])).toEqual(['a', 'b', 'c', 'a', 'b', 'a', 'a']);
});

it('when the queue is full, the network with most entries loses its last', async () => {
  expect(await orderOf(['a', 'a', 'a', 'b', 'c'], 4)).toEqual(['a refused at 2', 'a', 'b', 'c', 'a']);
});

it('when the queue is full of networks with one entry each, the next one is refused', async () => {
  expect(await orderOf(['a', 'b', 'c'], 2)).toEqual(['c refused at 2', 'a', 'b']);
});

it('a released turn is given to the next', async () => {
  const turns = fairTurns({ atOnce: 2, waiting: 0 });
  const first = await turns.take('a');
  expect(await turns.take('a')).toBeDefined();
  expect(await turns.take('a')).toBeUndefined();
  first?.();
  expect(await turns.take('b')).toBeDefined();
});

it('a key has no more turns than each may have, while another begins at once, and no more that wait', async () => {
  const turns = fairTurns({ atOnce: 2, waiting: 9, each: { atOnce: 1, waiting: 1 } });
  const first = await turns.take('a');
  const second = turns.take('a');
  expect(await turns.take('a')).toBeUndefined();
  expect(await Promise.race([second, turns.take('b').then(() => 'b')])).toBe('b');
  first?.();
  expect(await second).toBeDefined();
});
