import descriptions from '../../fixtures/schema-descriptions.json' with { type: 'json' };

const { shared, ...own } = descriptions;

/** A kind of file whose keys `schema-descriptions.json` describes. There, `cases.when` is a key whose meaning the key above it changes. */
export type FileKind = keyof typeof own;

type Node = { readonly [key: string]: unknown };

/** Returns the schema with a description for each key; throws for a key that has none, and for a description without a key. */
export function described(schema: object, kind: FileKind): object {
  const descriptions: Readonly<Record<string, string>> = { ...shared, ...own[kind] };
  const used = new Set<string>();
  const walk = (node: unknown, above: string): unknown => {
    if (Array.isArray(node)) return node.map((one) => walk(one, above));
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        if (key !== 'properties') return [key, walk(value, above)];
        const named = Object.entries(value as Node).map(([name, one]) => [name, keyed(name, one, above)]);
        return [key, Object.fromEntries(named)];
      }),
    );
  };
  const keyed = (name: string, node: unknown, above: string) => {
    const key = `${above}.${name}` in descriptions ? `${above}.${name}` : name;
    const { description = descriptions[key] } = node as Node;
    if (description === undefined) throw new Error(`${above}.${name} has no description`);
    used.add(key);
    return { description, ...(walk(node, name) as object) };
  };
  const made = walk(schema, '') as object;
  const unused = Object.keys(descriptions).filter((key) => !used.has(key) && !(key in shared));
  if (unused.length > 0) throw new Error(`no key is called ${unused.join(', ')}`);
  return made;
}
