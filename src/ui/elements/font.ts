import address from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url';

const FAMILY = 'Atkinson Hyperlegible Next';

/** Fetches the family made for reading; what it returns puts it to use. */
export async function fetchFont(): Promise<() => void> {
  const face = new FontFace(FAMILY, `url(${address})`, { weight: '200 800' });
  try {
    await face.load();
  } catch (error) {
    // Without network the system's own family stays: it was drawn to the same width.
    if (!(error instanceof DOMException)) throw error;
    return () => {};
  }
  return () => document.fonts.add(face);
}
