import { vi } from 'vitest';

/** `vi.waitFor` gets the timeout of `expect.poll`: a second is too short when three test lanes share two cores. */
const { waitFor } = vi;
vi.waitFor = (look, options) => waitFor(look, options ?? { timeout: 30_000 });
