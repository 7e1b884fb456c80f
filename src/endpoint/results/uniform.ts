import { randomFillSync } from 'node:crypto';

const WORDS = 4096;

/** Uniform whole numbers from the generator of the system, each word of which is used once and forgotten. Not for a request: it blocks. */
export function systemUniform(): (bound: number) => number {
  const words = new Uint32Array(WORDS);
  let used = WORDS;
  return (bound) => {
    const shift = Math.clz32(bound - 1);
    if (bound === 1) return 0;
    for (;;) {
      if (used === WORDS) {
        randomFillSync(words);
        used = 0;
      }
      const number = (words[used] ?? 0) >>> shift;
      words[used++] = 0;
      if (number < bound) return number;
    }
  };
}
