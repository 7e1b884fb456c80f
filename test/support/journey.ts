import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openPhone,
  openReady,
  openVisit,
  type Phone,
  type PhoneOptions,
  type Visit,
  type VisitOptions,
} from './browser.ts';
import { type EndpointOptions, type RunningEndpoint, startEndpoint } from './endpoint.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';

interface FirstPage {
  /** Its address, or its path in the site; without one no page is opened. */
  readonly at?: string;
  /** Waits until it says that it opens without network. */
  readonly isReady?: true;
}

/** A phone, an endpoint with its SQLite file, and the network between them. */
export interface Journey {
  readonly endpoint: RunningEndpoint;
  readonly network: FaultProxy;
  /** The same profile folder each time: opening it again restarts the browser. */
  readonly openPhone: (options?: Partial<PhoneOptions> & FirstPage) => Promise<Phone>;
  /** For tests that do not restart the browser. */
  readonly openVisit: (options?: VisitOptions & FirstPage) => Promise<Visit>;
  /** Removed at the end, with all that is in it. */
  readonly folder: string;
  /** That of the endpoint. */
  readonly dataDir: string;
  /** Restarts the endpoint as after a crash: the same data, another process, perhaps another release. */
  readonly restartEndpoint: (env?: Readonly<Record<string, string>>) => Promise<RunningEndpoint>;
  /** Stops everything, and fails if a page broke its policy, made a request to a third party or set a cookie. */
  readonly end: () => Promise<void>;
}

type Env = NonNullable<EndpointOptions['env']>;

/** With these settings, or those that are made in its folder before it starts. */
export async function startJourney(
  settings: Env | ((folder: string) => Promise<Env>) = {},
  { isDemonstration = false, hasWorker = true } = {},
): Promise<Journey> {
  const folder = await mkdtemp(join(tmpdir(), 'barometre-journey-'));
  const env = typeof settings === 'function' ? await settings(folder) : settings;
  const dataDir = env.DATA_DIR ?? join(folder, 'data');
  let endpoint = await startEndpoint({ dataDir, env, words: isDemonstration ? ['demo', dataDir] : [] });
  await drawn(new URL(endpoint.url));
  const network = await startFaultProxy(endpoint.url);
  const phones: Visit[] = [];
  const led = async <Opened extends Visit>(phone: Opened, { at, isReady }: FirstPage): Promise<Opened> => {
    phones.push(phone);
    if (at === undefined) return phone;
    const address = new URL(at, network.url);
    await drawn(new URL(address.pathname + address.search, endpoint.url));
    await (isReady ? openReady(phone.page, address.href) : phone.page.goto(address.href));
    return phone;
  };
  return {
    get endpoint() {
      return endpoint;
    },
    network,
    folder,
    dataDir,
    openPhone: async (options = {}) =>
      led(await openPhone({ profile: join(folder, 'profile'), hasWorker, ...options }), options),
    openVisit: async (options = {}) => led(await openVisit({ hasWorker, ...options }), options),
    async restartEndpoint(changed = {}) {
      await endpoint.kill();
      endpoint = await startEndpoint({ dataDir, env: { ...env, ...changed } });
      await drawn(new URL(endpoint.url));
      network.leadTo(endpoint.url);
      return endpoint;
    },
    async end() {
      await Promise.all(phones.map((phone) => phone.close()));
      await network.close();
      await endpoint.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      const offences = phones.flatMap((phone) => phone.offences);
      if (offences.length > 0) throw new Error(`The page did what it never should:\n${offences.join('\n')}`);
    },
  };
}

/** Waits until the endpoint has drawn a page: a busy one sends that of no survey instead, or leads away from a link to a profile. */
export async function drawn(address: URL): Promise<void> {
  if (address.pathname !== '/' && !address.pathname.startsWith('/p/')) return;
  const surveys = await (await fetch(new URL('/surveys/index.json', address))).text();
  if (!surveys.includes(`"${address.searchParams.get('s') ?? 'id'}"`)) return;
  while (!(await (await fetch(address, { redirect: 'manual' })).text()).includes('id="survey"'))
    await new Promise((waited) => setTimeout(waited, 50));
}
