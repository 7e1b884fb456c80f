/** Makes equal parts one object, which a message to another thread keeps. They are read-only. */
export function sharingParts<Whole>(whole: Whole): Whole {
  const named = new Map<string, unknown>();
  const numbers = new Map<unknown, number>();
  const shared = new Map<unknown, unknown>();
  const share = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null || shared.has(part)) return shared.get(part) ?? part;
    const isList = Array.isArray(part);
    const isMap = part instanceof Map;
    const entries = [...(isMap ? part : Object.entries(part))].map(([key, value]) => [key, share(value)] as const);
    const name = JSON.stringify([isList, isMap, entries.map(([key, one]) => [key, numbers.get(one) ?? [one]])]);
    const list = isList && entries.map(([, value]) => value);
    const one = named.get(name) ?? (list || (isMap ? new Map(entries) : Object.fromEntries(entries)));
    named.set(name, one);
    numbers.set(one, numbers.get(one) ?? numbers.size);
    shared.set(part, one);
    return one;
  };
  return share(whole) as Whole;
}
