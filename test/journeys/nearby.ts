import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { onTestFinished } from 'vitest';
import { CHROMIUM_ARGS, findLightChromium } from '../../src/build/chromium.mjs';
import { readAuthority } from '../../src/endpoint/nearby/authority.ts';
import { settingsFrom } from '../../src/endpoint/process/settings.ts';
import { startEndpoint } from '../../src/endpoint/start.ts';
import { IN_PROCESS, machineAt, temporaryFolder } from '../endpoint/harness.ts';
import { TOKEN } from '../support/ask.ts';
import { findProgram } from '../support/programs.mjs';

/** The built app as `serve --https`, or `serve`, serves it on a laptop, on loopback alone. */
export async function serveNearby(
  changed: Readonly<Record<string, string>> = {},
  { host = '127.0.0.1', address = '192.168.1.3', isNearby = true } = {},
) {
  const DATA_DIR = await temporaryFolder();
  const usual = { DATA_DIR, PORT: '0', HTTPS_PORT: '0', ORGANISER_TOKEN: TOKEN, SURVEYS_DIR: 'public/surveys' };
  const settings = settingsFrom({ ...usual, ...changed });
  const machine = machineAt('stand-7', () => [address], host);
  const endpoint = await startEndpoint({ ...settings, ...(isNearby && { isNearby }) }, IN_PROCESS, machine);
  onTestFinished(() => endpoint.close());
  const [named = '', numbered = ''] = endpoint.tablets?.origins ?? [];
  const { certificate = '' } = (await readAuthority(settings.dataDir)) ?? {};
  return {
    ...endpoint,
    certificate,
    authorities: isNearby ? [certificate] : [],
    named,
    numbered,
    plain: numbered.replace('https', 'http'),
  };
}

/** A browser that accepts these authorities alone, and finds names as the network of the laptop tells them. */
export async function acceptingTablet(
  authorities: readonly string[],
  names = 'MAP *.local 127.0.0.1,MAP 192.168.1.3 127.0.0.1',
  locale = 'fr-FR',
): Promise<Page> {
  const home = await temporaryFolder();
  const store = join(home, '.pki/nssdb');
  await mkdir(store, { recursive: true });
  const certutil = (...words: string[]) => execFileSync(findProgram('certutil'), ['-d', `sql:${store}`, ...words]);
  certutil('-N', '--empty-password');
  for (const [place, authority] of authorities.entries()) {
    await writeFile(join(home, 'authority.crt'), authority);
    certutil('-A', '-t', 'C,,', '-n', `${place}`, '-i', join(home, 'authority.crt'));
  }
  const browser = await chromium.launch({
    executablePath: findLightChromium() ?? '',
    args: [...CHROMIUM_ARGS, `--host-resolver-rules=${names}`],
    env: { ...process.env, HOME: home },
  });
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ locale, hasTouch: true, viewport: { width: 820, height: 1180 } });
  return context.newPage();
}
