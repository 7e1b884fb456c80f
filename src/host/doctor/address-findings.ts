import { X509Certificate } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import * as os from 'node:os';
import { connect } from 'node:tls';
import { readAuthority } from '../../endpoint/nearby/authority.ts';
import { ownNames } from '../../endpoint/nearby/own-names.ts';
import type { Settings } from '../../endpoint/process/settings.ts';

/** `fault`: something is lost or stopped by it. `care`: something may be. */
type FindingState = 'ok' | 'care' | 'fault';

/** One line of the report. Texts name settings and numbers, never a secret or an answer. */
export interface DoctorFinding {
  readonly about: string;
  readonly state: FindingState;
  readonly says: string;
}

export function finding(about: string, state: FindingState, says: string): DoctorFinding {
  return { about, state, says };
}

/** How long the address may take, in milliseconds. */
export const ANSWER_PATIENCE = 5_000;
const DAY = 86_400_000;
/** A certificate that is renewed by itself is renewed a month before its end. */
const DAYS_LEFT = 14;
/** Clocks that differ by more seconds date responses wrongly near midnight. */
const CLOCK_SECONDS = 60;

const NO_ADDRESS = 'PUBLIC_URL is not set: shared links have no picture, and this report asks no address';

/** Asks the address that people open: whether it leads here, by which certificate, and what its clock says. */
export async function addressFindings(
  settings: Settings,
  epoch: string | undefined,
): Promise<readonly DoctorFinding[]> {
  const { publicUrl, proxies, host } = settings;
  if (publicUrl === undefined) return await nearbyFindings(settings);
  const { hostname, port, protocol } = new URL(publicUrl);
  const isHttps = protocol === 'https:';
  const found = [await leadsHere(publicUrl, epoch)].flat();
  const plain = `${publicUrl} is not https: phones keep nothing, and a tablet's day does not begin`;
  found.push(isHttps ? await certificate(hostname, Number(port || 443)) : finding('certificate', 'care', plain));
  const isBehind = isHttps || host.startsWith('127.') || host === 'localhost';
  found.push(
    isBehind && proxies === 0
      ? finding('proxies', 'care', 'TRUST_PROXY is 0: behind a proxy all people share one address, and one limit')
      : finding('proxies', 'ok', `TRUST_PROXY is ${proxies}`),
  );
  return found;
}

/** Looks at what `serve --https` depends on, where it has made an authority. */
async function nearbyFindings({ dataDir, httpsPort }: Settings): Promise<readonly DoctorFinding[]> {
  const authority = await readAuthority(dataDir);
  if (!authority) return [finding('address', 'care', NO_ADDRESS)];
  const { machine, hosts } = ownNames(os);
  const addresses = hosts.filter((host) => isIP(host) > 0);
  const name = hosts.find((host) => isIP(host) === 0) ?? machine;
  const isFound = await lookup(name).then(
    () => name.endsWith('.local'),
    () => false,
  );
  const days = daysUntil(new X509Certificate(authority.certificate).validTo);
  const copied =
    authority.machine === machine
      ? ''
      : `, made on ${authority.machine}: if that serves too, remove local-authority.json here`;
  return [
    finding('authority', copied || days < DAYS_LEFT ? 'care' : 'ok', `${days} days left${copied}`),
    finding('name', isFound ? 'ok' : 'care', `${name} ${isFound ? 'is' : 'is not'} found by this machine itself`),
    finding(
      'address',
      addresses.length > 0 ? 'ok' : 'fault',
      addresses.join(', ') || 'this machine is on no local network',
    ),
    await certificate('localhost', httpsPort, authority.certificate),
  ];
}

async function leadsHere(publicUrl: string, epoch: string | undefined): Promise<readonly DoctorFinding[]> {
  const about = 'address';
  try {
    const asked = Date.now();
    const response = await fetch(`${publicUrl}/api/health`, {
      signal: AbortSignal.timeout(ANSWER_PATIENCE),
      redirect: 'error',
    });
    const health = (await response.json()) as { readonly epoch?: unknown };
    const date = Date.parse(response.headers.get('Date') ?? '');
    const apart = Math.abs(date - asked) / 1_000;
    const state = apart > CLOCK_SECONDS ? 'fault' : 'ok';
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const clock = Number.isNaN(date)
      ? finding('clock', 'care', 'the address says no time to compare this clock with')
      : finding('clock', state, `${apart.toFixed(0)} s from the clock of the address; time zone ${timeZone}`);
    if (response.status !== 200) return [finding(about, 'fault', `${publicUrl} answers ${response.status}`), clock];
    return health.epoch === epoch
      ? [finding(about, 'ok', `${publicUrl} leads to this database`), clock]
      : [finding(about, 'fault', `${publicUrl} leads to another database than the one of these settings`), clock];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [finding(about, 'fault', `${publicUrl} does not answer: ${reasonOf(error)}`)];
  }
}

function reasonOf({ message, cause }: Error): string {
  return cause instanceof Error && cause.message ? cause.message : message;
}

function certificate(host: string, port: number, ca?: string): Promise<DoctorFinding> {
  const about = 'certificate';
  return new Promise((resolve) => {
    const socket = connect({ host, port, servername: host, timeout: ANSWER_PATIENCE, ...(ca && { ca }) }, () => {
      const days = daysUntil(socket.getPeerCertificate().valid_to);
      socket.destroy();
      resolve(finding(about, days < DAYS_LEFT ? 'care' : 'ok', `${days} days left`));
    });
    const silence = `nothing answers on ${host}:${port}`;
    socket.once('error', ({ message }) => resolve(finding(about, 'fault', message || silence)));
    socket.once('timeout', () => socket.destroy(new Error(silence)));
  });
}

function daysUntil(date: string): number {
  return Math.floor((Date.parse(date) - Date.now()) / DAY);
}
