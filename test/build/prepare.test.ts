import { execFileSync } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../endpoint/harness.ts';

/** As `npm start` computes it before it decides whether to build. */
function fingerprint(env: Readonly<Record<string, string>>): string {
  const script = `import { fingerprint } from './src/build/prepare.mjs'; console.log(fingerprint());`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' });
}

test('npm start builds again for another address and for other surveys, and for nothing less', async () => {
  const surveys = join(await temporaryFolder(), 'surveys');
  await cp('public/surveys', surveys, { recursive: true });
  const built = fingerprint({ PUBLIC_URL: 'https://one.example' });
  expect(fingerprint({ PUBLIC_URL: 'https://one.example', DATA_DIR: 'elsewhere' })).toBe(built);
  expect(fingerprint({ PUBLIC_URL: 'https://two.example' })).not.toBe(built);
  expect(fingerprint({})).not.toBe(built);
  expect(fingerprint({ PUBLIC_URL: 'https://one.example', SURVEYS_DIR: surveys })).not.toBe(built);
});
