import { connect } from 'node:tls';
import type { Settings } from '../../endpoint/process/settings.ts';
import { type DoctorFinding, finding } from './finding.ts';

/** How long the address may take, in milliseconds. */
const PATIENCE = 5_000;
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
  if (publicUrl === undefined) return [finding('address', 'care', NO_ADDRESS)];
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

async function leadsHere(publicUrl: string, epoch: string | undefined): Promise<readonly DoctorFinding[]> {
  const about = 'address';
  try {
    const asked = Date.now();
    const response = await fetch(`${publicUrl}/api/health`, {
      signal: AbortSignal.timeout(PATIENCE),
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

function certificate(host: string, port: number): Promise<DoctorFinding> {
  const about = 'certificate';
  return new Promise((resolve) => {
    const socket = connect({ host, port, servername: host, timeout: PATIENCE }, () => {
      const { valid_to } = socket.getPeerCertificate();
      const days = Math.floor((Date.parse(valid_to) - Date.now()) / DAY);
      socket.destroy();
      resolve(finding(about, days < DAYS_LEFT ? 'care' : 'ok', `${days} days left`));
    });
    socket.once('error', (error) => resolve(finding(about, 'fault', error.message)));
    socket.once('timeout', () => {
      socket.destroy();
      resolve(finding(about, 'fault', `nothing answers on ${host}:${port}`));
    });
  });
}
