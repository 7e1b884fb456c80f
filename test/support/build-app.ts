import { execFileSync } from 'node:child_process';

/** Builds the app and its endpoint from a survey folder, as an organiser would; throws with the build's output if it fails. */
export function buildApp(surveysDir: string, distDir: string, config = 'vite.config.ts'): void {
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '-c', config, '--logLevel', 'error'], {
    env: { ...process.env, SURVEYS_DIR: surveysDir, DIST_DIR: distDir, NODE_ENV: 'production' },
    stdio: 'pipe',
  });
}
