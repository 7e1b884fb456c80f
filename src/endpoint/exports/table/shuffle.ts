import { randomInt } from 'node:crypto';

/**
 * Shuffles in bounded memory: each thing waits in a window of `window` others. In id order, somebody who knows the id of a
 * response could guess its row. With up to `window` things, every order is equally likely.
 */
export async function* shuffled<T>(things: AsyncIterable<T> | Iterable<T>, window: number): AsyncGenerator<T> {
  const waiting: T[] = [];
  for await (const thing of things) {
    if (waiting.length < window) {
      waiting.push(thing);
      continue;
    }
    const chosen = randomInt(window);
    const leaving = waiting[chosen] ?? thing;
    waiting[chosen] = thing;
    yield leaving;
  }
  for (let left = waiting.length; left > 0; left--) {
    const last = waiting.pop();
    if (last === undefined) return;
    const chosen = randomInt(left);
    const leaving = chosen === left - 1 ? last : (waiting[chosen] ?? last);
    if (chosen !== left - 1) waiting[chosen] = last;
    yield leaving;
  }
}
