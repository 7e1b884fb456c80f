import { idsIn } from './names.ts';
import type { Machine } from './watch-refusals.ts';
import { Broken, type Owner, type World } from './world.ts';

/** How often a response that makes requests fail may take others along before its page knows which it is. */
const MOST_TOGETHER = 12;
/** How often more for each other such response: these are found one after the other, in batches that hold several of them. */
const MORE_FOR_ANOTHER = 2;

/** Called with each page or worker whose request fails for one of its responses, and the body. */
export function watchUnreadable(world: World, machine: Machine): (owner: Owner, body: string) => void {
  const together = new Map<Owner, Map<string, number>>();
  let since: number | undefined;
  return (owner, body) => {
    since ??= world.elapsed();
    if (!holdsSeveral(body)) return;
    const own = together.get(owner) ?? new Map<string, number>();
    together.set(owner, own);
    for (const id of heavyIn(body)) {
      const times = (own.get(id) ?? 0) + 1;
      own.set(id, times);
      if (times > MOST_TOGETHER + MORE_FOR_ANOTHER * (own.size - 1) && machine.isWell(since))
        world.fail(
          new Broken('what makes requests fail travels alone in the end', `${owner.name} sends ${id} with others`),
        );
    }
  };
}

export function holdsSeveral(body: string): boolean {
  return body.split('"sequence"').length > 2;
}

/** Those of numbers that three divides. */
export function heavyIn(body: string): readonly string[] {
  return idsIn(body).filter((id) => Number(id.slice(4, 8)) % 3 === 0);
}
