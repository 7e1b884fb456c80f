import { vi } from 'vitest';

/** What a test waits for may take as long as what `expect.poll` waits for: a second is short where three lanes share two cores. */
const { waitFor } = vi;
vi.waitFor = (look, options) => waitFor(look, options ?? { timeout: 15_000 });
