/** Returns the page's address with its state, then what its stores hold; of Cache Storage, the addresses. It runs in the page. */
export async function keptInPage(): Promise<readonly string[]> {
  const held = [
    `${JSON.stringify(history.state)} ${location.href}`,
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  ];
  for (const name of await caches.keys())
    held.push(name, ...(await (await caches.open(name)).keys()).map(({ url }) => url));
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
    });
    for (const store of database.objectStoreNames) {
      const reading = database.transaction(store).objectStore(store).getAll();
      held.push(
        store,
        JSON.stringify(await new Promise((resolve) => (reading.onsuccess = () => resolve(reading.result)))),
      );
    }
    database.close();
  }
  return held;
}
