import type { Owner, World } from './world.ts';

interface Request {
  readonly owner: Owner;
  readonly name: string;
  readonly granted: (isHeld: boolean) => void;
  readonly stolen: () => void;
}

type Hear = (lock: Lock | null) => unknown;

/** Web Locks of one origin, exclusive alone: what the device uses. */
export function createSimLocks(world: World, origin: string) {
  const held = new Map<string, Request>();
  let waiting: Request[] = [];
  const asking = new Set<Request>();
  const browser: Owner = { name: origin, isAlive: true };
  const subject = `locks ${origin}`;
  const pause = () => world.between(subject, 0.1, 2);

  function hold(request: Request): void {
    held.set(request.name, request);
    world.after(request.owner, pause(), () => request.granted(true));
  }

  function free(request: Request): void {
    if (held.get(request.name) !== request) return;
    held.delete(request.name);
    const next = waiting.find((one) => one.name === request.name);
    if (!next) return;
    waiting = waiting.filter((one) => one !== next);
    hold(next);
  }

  function ask(request: Request, { ifAvailable, steal, signal }: LockOptions): unknown {
    const holder = held.get(request.name);
    if (steal && holder) {
      held.delete(request.name);
      world.after(holder.owner, pause(), holder.stolen);
      return hold(request);
    }
    if (!holder) return hold(request);
    if (ifAvailable) return world.after(request.owner, pause(), () => request.granted(false));
    waiting.push(request);
    return signal?.addEventListener('abort', () => {
      if (!waiting.includes(request)) return;
      waiting = waiting.filter((one) => one !== request);
      world.after(request.owner, 0, request.stolen);
    });
  }

  function request(owner: Owner, name: string, options: LockOptions, hear: Hear): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let isStolen = false;
      const one: Request = {
        owner,
        name,
        stolen() {
          isStolen = true;
          asking.delete(one);
          reject(new DOMException('', 'AbortError'));
        },
        granted(isHeld) {
          asking.delete(one);
          if (isStolen) return;
          Promise.resolve(hear(isHeld ? ({ name, mode: 'exclusive' } as Lock) : null))
            .then(resolve, reject)
            .finally(() => free(one));
        },
      };
      asking.add(one);
      world.after(owner, pause(), () => ask(one, options));
    });
  }

  return {
    managerOf: (owner: Owner): Pick<LockManager, 'request' | 'query'> => ({
      request: (name: string, ...rest: readonly unknown[]) => {
        const [options, hear] = rest.length === 1 ? [{}, rest[0]] : rest;
        return request(owner, name, options as LockOptions, hear as Hear) as Promise<never>;
      },
      query: () =>
        new Promise((resolve) => {
          world.after(owner, pause(), () =>
            resolve({ held: [...held.keys()].map((name) => ({ name })), pending: [] } as LockManagerSnapshot),
          );
        }),
    }),
    /** It has asked for one, and not got it yet. */
    isAsking: (owner: Owner) => [...asking].some((one) => one.owner === owner),
    isHeld: (name: string) => held.has(name),
    isBusy: (owner: Owner) => [...waiting, ...held.values()].some((one) => one.owner === owner),
    killed(owner: Owner) {
      waiting = waiting.filter((one) => one.owner !== owner);
      // A process takes a moment to die.
      for (const one of held.values())
        if (one.owner === owner) world.after(browser, world.between(subject, 1, 400), () => free(one));
    },
  };
}
