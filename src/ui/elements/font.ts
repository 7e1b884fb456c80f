import address from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url';

const FAMILY = 'Atkinson Hyperlegible Next';

/** The same for every caller: a second face of this name would have all text laid out again, and the same one, added again, has not. */
let face: FontFace | undefined;

/** Fetches the family made for reading; what it returns puts it to use. */
export async function fetchFont(): Promise<() => void> {
  const fetched = face ?? new FontFace(FAMILY, `url(${address})`, { weight: '200 800' });
  face = fetched;
  try {
    await fetched.load();
  } catch (error) {
    // Without network the system's own family stays: it was drawn to the same width. A face that failed stays so.
    face = undefined;
    if (!(error instanceof DOMException)) throw error;
    return () => {};
  }
  return () => document.fonts.add(fetched);
}
