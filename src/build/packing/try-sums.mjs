// Compares checksums and bill of materials with what the tarball really holds.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { run } from './bare-debian.mjs';
import { SBOM } from './sbom.mjs';

export async function trySums({ trial }, tarball) {
  const folder = mkdtempSync(join(tmpdir(), 'barometre-sums-'));
  try {
    run('tar', ['-xzf', tarball, '-C', folder]);
    const top = join(folder, readdirSync(folder)[0] ?? '');
    await trial('the sum beside the tarball is its own', () => {
      run('sha256sum', ['--strict', '-c', `${basename(tarball)}.sha256`], { cwd: dirname(tarball) });
    });
    await trial('SHA256SUMS names each file of the tarball, and each is as it says', () => {
      const named = new Map(
        readFileSync(join(top, 'SHA256SUMS'), 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => [line.slice(66), line.slice(0, 64)]),
      );
      const files = filesIn(top).filter((file) => file !== 'SHA256SUMS');
      assert.deepEqual([...named.keys()].sort(), files);
      for (const file of files)
        assert.equal(
          createHash('sha256')
            .update(readFileSync(join(top, file)))
            .digest('hex'),
          named.get(file),
          file,
        );
      return `${files.length} files`;
    });
    await trial('the bill of materials has each package of the tarball in its version, and no other', () => {
      const { components, metadata } = JSON.parse(readFileSync(join(top, SBOM), 'utf8'));
      const here = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
      assert.deepEqual([metadata.component.name, metadata.component.version], [here.name, here.version]);
      const listed = components.map(({ name, version }) => `${name}@${version}`).sort();
      // The build puts the fonts into the app, so they have no folder.
      const isFont = (name) => name.startsWith('@fontsource');
      assert.deepEqual(
        listed.filter((name) => !isFont(name)),
        [...packagesIn(join(top, 'node_modules'))].sort(),
      );
      assert.ok(listed.some(isFont));
      for (const { name, licenses, hashes, purl } of components) {
        assert.ok(licenses?.[0]?.expression, `${name} has no licence`);
        assert.match(hashes?.[0]?.content ?? '', /^[0-9a-f]{128}$/, name);
        assert.ok(purl.startsWith('pkg:npm/'), name);
      }
      return `${components.length} packages`;
    });
    await trial('a second tarball of the same sources is the same to the byte', () => {
      const sum = () => createHash('sha256').update(readFileSync(tarball)).digest('hex');
      const first = sum();
      run(process.execPath, [join(import.meta.dirname, 'pack.mjs')]);
      assert.equal(sum(), first);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filesIn(top) {
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(top, join(entry.parentPath, entry.name)))
    .sort();
}

/** Returns name and version of each package below a `node_modules`, those within others included. */
function packagesIn(modules) {
  const found = new Set();
  for (const file of filesIn(modules).filter((one) => basename(one) === 'package.json')) {
    const folder = dirname(file);
    const parts = `node_modules/${folder}`.split('node_modules/').at(-1).split('/');
    // A package's own folder, not one within it that has a `package.json` for another kind of module.
    if (parts.length !== (parts[0].startsWith('@') ? 2 : 1)) continue;
    const { name, version } = JSON.parse(readFileSync(join(modules, file), 'utf8'));
    found.add(`${name}@${version}`);
  }
  return found;
}
