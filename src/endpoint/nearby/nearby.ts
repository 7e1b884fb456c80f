import { X509Certificate } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { correction, generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import { languageFor } from '../../core/language.ts';
import { withConformity } from '../../pages/conformity-line.ts';
import { uiLanguageFor } from '../../words/languages.ts';
import { type Assets, deliver } from '../http/assets.ts';
import { reply } from '../http/reply.ts';
import { bodyHeaders, pageHeaders } from '../http/security-headers.ts';
import { createHttpServer, createSharedPort, type Fetch, listen, stop } from '../http/server.ts';
import { CannotStart } from '../process/cannot-start.ts';
import type { Settings } from '../process/settings.ts';
import { askedLanguage, conformityNow } from '../publishing/pages/pages.ts';
import { authorityIn } from './authority.ts';
import { certifyServer } from './certificates.ts';
import { isNearby, type Machine, ownNames } from './own-names.ts';

/** The page about tablets that only the laptop shows, and the folder of the release with the files of both pages. */
const TABLETS = '/organisateur/tablets';

export type Nearby = Awaited<ReturnType<typeof createNearby>>;

/**
 * Makes an https port for the tablets of a network, certified by an authority of this machine. Without encryption the port gives the
 * page that hands over the authority, and nothing else.
 */
export async function createNearby(settings: Settings, assets: Assets, machine: Machine) {
  if (!/^(localhost|127\..+|::1)$/.test(settings.host))
    throw new CannotStart('HOST: with --https it stays 127.0.0.1, and tablets come encrypted by HTTPS_PORT');
  // Addresses in memory, to count devices: they are written nowhere.
  const [opened, proven] = [new Set<string | undefined>(), new Set<string | undefined>()];
  let { httpsPort: port } = settings;
  let names = ownNames(machine);
  let authority = await authorityIn(settings.dataDir, names.machine, new Date());
  const tls = createSharedPort(createHttpServer(withPage('/', toPage), { https: false }));
  const origins = () => names.hosts.map((host) => `https://${isIPv6(host) ? `[${host}]` : host}:${port}`);

  /** Follows the addresses of the machine, and renews what ends. A certificate takes a millisecond: each look makes one. */
  async function look() {
    const now = new Date();
    names = ownNames(machine);
    authority = await authorityIn(settings.dataDir, names.machine, now);
    const { certificate, privateKey } = certifyServer([...names.hosts, 'localhost', '127.0.0.1'], authority, now);
    tls.setSecureContext({ cert: certificate, key: privateKey });
  }

  /** Returns what both pages show, and compare between the origins of this machine. The code has an address: not every tablet finds the name. */
  function facts() {
    const { fingerprint256: fingerprint, validTo } = new X509Certificate(authority.certificate);
    const [first = ''] = origins();
    const address = (origins().find((one) => !one.includes('.local:')) ?? first).replace('https', 'http');
    const code = generate(address, { minCorrectionLevel: correction.M });
    return {
      ...{ machine: names.machine, madeOn: authority.machine, origins: origins(), address, fingerprint },
      ...{ until: new Date(validTo), now: new Date(), opened: opened.size, proven: proven.size },
      code: { size: code.size, path: toSvgPath(code) },
    };
  }

  /** Adds to `others` what both pages ask for, and the page of this place. */
  function withPage(place: '/' | typeof TABLETS | undefined, others: Fetch): Fetch {
    return (request, env) => {
      const { pathname, protocol, hostname } = new URL(request.url);
      const { remoteAddress } = env.incoming.socket;
      // Not under a name of the Internet that leads here (DNS rebinding).
      if (pathname === `${TABLETS}/facts` && isNearby(hostname)) {
        if (protocol === 'https:') proven.add(remoteAddress);
        // The page of another laptop of the network compares them too; no site of the Internet may.
        const origin = request.headers.get('Origin') ?? '';
        const isAllowed = URL.canParse(origin) && isNearby(new URL(origin).hostname);
        return reply(200, facts(), isAllowed ? { 'Access-Control-Allow-Origin': origin } : {});
      }
      if (pathname === `${TABLETS}/barometre.crt`) {
        const headers = bodyHeaders('application/x-x509-ca-cert', 'barometre.crt');
        return new Response(new Uint8Array(new X509Certificate(authority.certificate).raw), { headers });
      }
      if (pathname !== place) return others(request, env);
      if (place === '/') opened.add(remoteAddress);
      const { asked, reader } = askedLanguage(request);
      const language = languageFor(['en', 'fr'], [asked ?? '', ...reader]);
      const name = `${place === '/' ? 'accept' : 'laptop'}.${language}.html`;
      // Without encryption nothing else is served.
      const query = place === '/' ? undefined : '';
      return pageIn(assets, `${TABLETS}/${name}`, language, query);
    };
  }

  function toPage(request: Request): Response {
    const { pathname } = new URL(request.url);
    const asset = pathname.startsWith(`${TABLETS}/`) ? assets.get(pathname) : undefined;
    return asset ? deliver(request, asset) : new Response(null, { status: 302, headers: { Location: '/' } });
  }

  return {
    page: TABLETS,
    /** Lists the origins that a tablet may open. The first is the `.local` name, which stays when the network changes. */
    origins,
    look,
    /** Adds the page about tablets to what only this machine reaches. */
    onLaptop: (fetch: Fetch) => withPage(TABLETS, fetch),
    /** Serves `fetch`, encrypted. Without HSTS, by which the name would lose its page without encryption. */
    async listen(fetch: Fetch) {
      createHttpServer(withPage(undefined, fetch), { https: false, tls });
      await look();
      port = Number(new URL(await listen(tls, { port, ...machine.listening })).port);
    },
    close: () => stop(tls),
  };
}

/** Gives a page the style of the release and its line on accessibility, and lets its script ask the other origins of this machine. */
function pageIn(assets: Assets, path: string, language: string, query?: string): Response {
  const [page = '', release = ''] = [path, '/index.html'].map((one) => `${Buffer.from(assets.get(one)?.bytes ?? [])}`);
  const styled = page.replace('<style></style>', () => /<style[^>]*>[\s\S]*?<\/style>/.exec(release)?.[0] ?? '');
  const html = withConformity(styled, conformityNow(), uiLanguageFor(language, []), query);
  const { 'Content-Security-Policy': policy = '', ...headers } = pageHeaders(html);
  const asking = policy.replace("connect-src 'self'", 'connect-src http: https:');
  const kind = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' };
  return new Response(html, { headers: { ...headers, ...kind, 'Content-Security-Policy': asking } });
}
