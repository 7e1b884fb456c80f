import { existsSync, readFileSync } from 'node:fs';

export const SBOM = 'dist/sbom.cdx.json';
/** Only the build needs their packages, but the app contains what they hold. */
const IN_THE_APP = /^node_modules\/@fontsource-variable\//;

/** These packages state their licence in a file of theirs; the lock has none of SPDX's names for it. */
const LICENCES = { duck: 'BSD-2-Clause', format: 'MIT' };

/** Lists what the lock names for production, and the fonts, each with its folder. */
export function shippedPackages() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev, devOptional, optional }]) => !(dev || devOptional || optional) || IN_THE_APP.test(path))
    .filter(([path]) => path.startsWith('node_modules/') && existsSync(path))
    .map(([path, { name: real, version, license, integrity, dev = false }]) => {
      const name = real ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { path, name, version, license: LICENCES[name] ?? license, integrity, isBuiltIn: dev };
    });
}

/** Returns a bill of materials, CycloneDX 1.6: a component for each package, by licence. */
export function sbomOf(dependencies) {
  const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
  const purlOf = (one) => `pkg:npm/${one.name.replace('@', '%40')}@${one.version}`;
  const component = (one) => ({
    type: 'library',
    name: one.name,
    version: one.version,
    purl: purlOf(one),
    ...(one.license && { licenses: [{ expression: one.license }] }),
    ...(one.integrity && {
      hashes: [
        { alg: 'SHA-512', content: Buffer.from(one.integrity.replace(/^sha512-/, ''), 'base64').toString('hex') },
      ],
    }),
  });
  const sorted = dependencies.toSorted((one, other) =>
    one.license < other.license ? -1 : one.license > other.license ? 1 : 0,
  );
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name, version, licenses: [{ expression: license }] } },
    components: [...new Map(sorted.map((one) => [purlOf(one), component(one)])).values()],
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}
