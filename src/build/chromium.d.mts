/** The browser of the tests: the one named by BAROMETRE_CHROMIUM, else the one installed on this machine. */
export function findChromium(): string | undefined;

export const HEADLESS_SHELL: string;

/**
 * Chromium's headless shell, if Debian's package of it is installed: it takes a fifth less processor time. It has no back/forward
 * cache.
 */
export function findLightChromium(): string | undefined;

/** No sandbox (tests may run as root in a container), no GPU, and none of Chromium's own network requests. */
export const CHROMIUM_ARGS: readonly string[];
