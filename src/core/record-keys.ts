/** `Object.keys` with the type of the keys, for a record that is written out in code and has no others. */
export function recordKeys<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(record) as Key[];
}
