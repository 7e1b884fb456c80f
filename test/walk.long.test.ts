import { expect, test } from 'vitest';
import { walk } from './bench/walk.ts';
import { WALKED_FILES } from './ceilings.ts';

test('an answer passes through few source files from its tap to its row', async () => {
  const { passed } = await walk();
  expect(passed).toContain('src/device/drafts/drafts');
  expect(passed.length, passed.join('\n')).toBeLessThanOrEqual(WALKED_FILES);
});
