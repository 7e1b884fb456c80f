import { heavyIn, holdsSeveral } from './request-words.ts';
import type { Machine } from './watch-refusals.ts';
import { Broken, type World } from './world.ts';

/** How often a response that makes requests fail may take others along before its device knows which it is. */
const MOST_TOGETHER = 12;

/** Called with the body of each request that fails for one of its responses. */
export function watchUnreadable(world: World, device: string, machine: Machine): (body: string) => void {
  const together = new Map<string, number>();
  let since: number | undefined;
  return (body) => {
    since ??= world.elapsed();
    if (!holdsSeveral(body)) return;
    for (const id of heavyIn(body)) {
      const times = (together.get(id) ?? 0) + 1;
      together.set(id, times);
      if (times > MOST_TOGETHER && machine.isWell(since))
        world.fail(
          new Broken('what makes requests fail travels alone in the end', `${id} of ${device} takes others along`),
        );
    }
  };
}
