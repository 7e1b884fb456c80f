import { readdir, readFile, stat } from 'node:fs/promises';
import * as os from 'node:os';
import { join, resolve } from 'node:path';
import { ifMissing } from '../../authoring/if-missing.ts';
import { frenchFacts } from '../../dossier/documents.ts';
import { fillTemplate, htmlOf } from '../../dossier/filled.ts';
import { settingValues } from '../../endpoint/dossier/survey-dossier.ts';
import { headersOf } from '../../endpoint/http/assets.ts';
import { readAuthority } from '../../endpoint/nearby/authority.ts';
import { commandsIn } from '../../endpoint/process/command-log.ts';
import { programIn, type Settings } from '../../endpoint/process/settings.ts';
import type { Storage } from '../../endpoint/storage/storage.ts';
import { dayOf } from '../../wire/day.ts';
import { templates } from '../../words/compiled/dossier/templates.mjs';
import { ANSWER_PATIENCE, type DoctorFinding } from './address-findings.ts';
import TEXTS from './it-page-texts.json' with { type: 'json' };

/** Returns the page for the IT department, in HTML: what is so on this machine, without a secret or an answer. */
export async function itPageOf(settings: Settings, storage: Storage | undefined, found: readonly DoctorFinding[]) {
  const { dataDir, assetsDir, publicUrl, host, port, httpsPort } = settings;
  const isNearby = publicUrl === undefined && Boolean(await readAuthority(dataDir));
  const values = Object.entries(await settingValues({ ...settings, ...(isNearby && { isNearby }) }));
  const { lastDay } = await commandsIn(dataDir);
  const read = (file: string) => readFile(join(assetsDir, file), 'utf8').catch(ifMissing(''));
  const headers = Object.entries(headersOf('/index.html', await read('index.html')));
  const sbom = await read('../sbom.cdx.json');
  const url = `${publicUrl ?? `http://${host}:${port}`}/.well-known/security.txt`;
  const facts = frenchFacts({
    today: dayOf(new Date()),
    settings: Object.fromEntries(values.map(([name, value]) => [name, { value, since: '' }])),
    backedUpThrough: (await storage?.standing())?.backedUpThrough,
    restoredOn: lastDay('restore'),
    host: {
      ...(await programIn(settings)),
      node: process.versions.node,
      system: `${os.type()} ${os.release()} ${os.arch()}`,
      user: `${process.getuid?.()}`,
      dataDir: resolve(dataDir),
      ports: [{ port, address: host }],
      tablets: isNearby && { port: httpsPort },
      outgoing: outgoingOf(settings),
      files: await filesIn(dataDir),
      purged: lastDay('purge'),
      headers: headers.map(([name, value]) => ({ name, value })),
      dependencies: sbom && (JSON.parse(sbom) as { readonly components: readonly object[] }).components,
      sbom: sbom && resolve(assetsDir, '../sbom.cdx.json'),
      security: await fetch(url, { signal: AbortSignal.timeout(ANSWER_PATIENCE) })
        .then((reply) => (reply.ok ? reply.text() : ''))
        .then(
          (text) => text.split('\n').filter(Boolean),
          () => '',
        ),
      findings: found.map(({ about, state, says }) => ({ state: TEXTS.states[state], text: `${about}: ${says}` })),
    },
  });
  const { title, markdown } = fillTemplate(templates.it, facts);
  return TEXTS.page.replace('{title}', () => title).replace('{body}', () => htmlOf(markdown));
}

/** Names the hosts of databases, and nothing else of their addresses. */
function outgoingOf({ databaseUrl, contactsUrl }: Settings) {
  return Object.entries({ DATABASE_URL: databaseUrl, CONTACTS_URL: contactsUrl }).flatMap(([setting, url]) => {
    const { hostname, searchParams } = new URL(URL.canParse(url ?? '') ? (url ?? '') : 'postgres:');
    return url === undefined ? [] : [{ setting, host: searchParams.get('host') || hostname }];
  });
}

/** Lists the folder and what is in it. The service makes all of it for its own user alone. */
async function filesIn(dataDir: string): Promise<readonly object[]> {
  const names = ['.', ...(await readdir(dataDir).catch(ifMissing([])))].sort();
  const found = names.map(async (name) => {
    const entry = await stat(join(dataDir, name)).catch(ifMissing(undefined));
    if (!entry) return {};
    const size = entry.isFile() ? Math.ceil(entry.size / 1_000).toLocaleString('fr') : '';
    const what = TEXTS.files.find((one) => one.name === name.replace(/-(wal|shm|journal)$/, ''))?.what;
    const [mode, isOpen] = [(entry.mode & 0o777).toString(8).padStart(4, '0'), (entry.mode & 0o077) > 0];
    return { name, mode, isOpen, size, what };
  });
  return (await Promise.all(found)).filter(({ name }) => name !== undefined);
}
