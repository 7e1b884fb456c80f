import { chromium } from 'playwright';
import { expect, test } from 'vitest';
import { CHROMIUM_ARGS, findLightChromium } from '../../src/build/chromium.mjs';
import { processorToPicture } from '../bench/first-picture.ts';
import { serveFiles } from '../bench/floor/serve-files.ts';

test.each([
  ["script-src 'unsafe-inline'", 'measured'],
  ["script-src 'self'", 'Content Security Policy'],
])('a page with a script and the policy %s is benched: %s', async (policy, outcome) => {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  const { url, close } = await serveFiles(new Map([['/', `<!doctype html>${meta}<p>Une page</p><script>0</script>`]]));
  const browser = await chromium.launch({ args: [...CHROMIUM_ARGS], executablePath: findLightChromium() ?? '' });
  const measured = processorToPicture(browser, [{ url, isApp: false }]).then(() => 'measured', String);
  expect(await measured).toContain(outcome);
  // A page that is refused is still being closed, and a browser that closes first makes that fail.
  await expect.poll(() => browser.contexts().length).toBe(0);
  await browser.close();
  close();
});
