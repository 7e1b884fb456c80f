/** Returns a way to get the loader of what `load` loads for a key. It is the same function each time, because it names what it loads. */
export function loaderBy<Key, Rest extends readonly unknown[], Loaded>(
  load: (key: Key, ...rest: Rest) => Promise<Loaded>,
): (key: Key, ...rest: Rest) => () => Promise<Loaded> {
  const loaders = new Map<Key, () => Promise<Loaded>>();
  return (key, ...rest) => {
    const loader = loaders.get(key) ?? (() => load(key, ...rest));
    loaders.set(key, loader);
    return loader;
  };
}
