import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build } from 'vite';
import type { PlainQuestion } from '../floor/plain-questions.ts';
import { type Served, serveFiles } from '../floor/serve-files.ts';
import type { Tool } from './tools.ts';

const HOSTS = 'test/bench/peers/hosts';

export type PeerOutcome =
  | { readonly kind: 'served'; readonly site: Served }
  /** `reason` is the beginning of what npm or the build printed. */
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Installs a tool from npm in `folder`, builds its page for production there, and serves it. */
export async function servePeer(
  tool: Tool,
  pages: readonly (readonly PlainQuestion[])[],
  folder: string,
): Promise<PeerOutcome> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  const npm = spawnSync('npm', ['install', ...options, ...tool.packages], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (npm.status !== 0) return { kind: 'unavailable', reason: onOneLine(`${npm.error?.message ?? ''}\n${npm.stderr}`) };
  cpSync(join(HOSTS, tool.host), join(folder, 'main.js'));
  writeFileSync(
    join(folder, 'index.html'),
    readFileSync(join(HOSTS, 'host.html'), 'utf8').replace('/SURVEY', `/${tool.file}`),
  );
  try {
    await build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      mode: 'production',
      build: { outDir: 'dist', target: 'es2022', chunkSizeWarningLimit: 10_000 },
    });
  } catch (error) {
    return { kind: 'unavailable', reason: onOneLine(String(error)) };
  }
  const files = filesIn(join(folder, 'dist'));
  return { kind: 'served', site: await serveFiles(files.set(`/${tool.file}`, tool.content(pages))) };
}

function filesIn(folder: string): Map<string, string | Uint8Array> {
  return new Map<string, string | Uint8Array>(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path.slice(folder.length).replace('/index.html', '/'), readFileSync(path)];
      }),
  );
}

function onOneLine(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}
