// Puts a bare Debian into the namespaces of a trial. What the trial changes is in memory, and ends with it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './bare-debian.mjs';

/** The folder is a mount of these namespaces alone, and is empty for all others. */
const PLACE = '/mnt';

/** Mounts `layers` over the Debian `base`; returns the folder where they are one, and the folder of what differs from them. */
export function mountDebian(base, layers) {
  run('ip', ['link', 'set', 'lo', 'up']);
  run('mount', ['-t', 'tmpfs', 'tmpfs', PLACE]);
  const [changed, work, root] = ['changed', 'work', 'root'].map((name) => join(PLACE, name));
  for (const folder of [changed, work, root]) mkdirSync(folder);
  const lower = [...layers, base].join(':');
  run('mount', ['-t', 'overlay', 'overlay', '-o', `lowerdir=${lower},upperdir=${changed},workdir=${work}`, root]);
  return { root, changed };
}
