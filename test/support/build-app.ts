import { execFileSync } from 'node:child_process';

/** The app and its endpoint as an organiser builds them from a survey folder; throws with the build's words when it is faulty. */
export function buildApp(surveysDir: string, distDir: string, config = 'vite.config.ts'): void {
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '-c', config, '--logLevel', 'error'], {
    env: { ...process.env, SURVEYS_DIR: surveysDir, DIST_DIR: distDir, NODE_ENV: 'production' },
    stdio: 'pipe',
  });
}
