import { heavyIn, holdsSeveral } from './request-words.ts';
import type { Machine } from './watch-refusals.ts';
import { Broken, type Owner, type World } from './world.ts';

/** How often a response that makes requests fail may take others along before its page knows which it is; half a dozen may wait. */
const MOST_TOGETHER = 24;

/** Called with each page or worker whose request fails for one of its responses, and the body. */
export function watchUnreadable(world: World, machine: Machine): (owner: Owner, body: string) => void {
  const together = new Map<string, number>();
  let since: number | undefined;
  return (owner, body) => {
    since ??= world.elapsed();
    if (!holdsSeveral(body)) return;
    for (const id of heavyIn(body)) {
      const key = `${owner.name} ${id}`;
      const times = (together.get(key) ?? 0) + 1;
      together.set(key, times);
      if (times > MOST_TOGETHER && machine.isWell(since))
        world.fail(
          new Broken('what makes requests fail travels alone in the end', `${owner.name} sends ${id} with others`),
        );
    }
  };
}
