export const TOKEN = 'organiser-token-of-the-tests';

/** An endpoint without a port, or the address of one. */
export type Served = string | { readonly request: (path: string, init: RequestInit) => Response | Promise<Response> };

export interface Asking {
  /** That of the organiser, unless it is named; `null` for none. */
  readonly token?: string | null;
  /** For `If-Match`. */
  readonly version?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Asks an endpoint: `close`, `/api/health` or `PUT surveys/garden/draft/1.json`. Without a method it is `POST` where there is a body, and
 * a path that begins without a slash is one of the organiser's calls. Bytes and text are sent as they are, everything else as JSON.
 */
export async function ask(
  of: Served,
  call: string,
  body?: object | string | null,
  { token = TOKEN, version, headers }: Asking = {},
) {
  const [, method = body === undefined ? 'GET' : 'POST', path = ''] = /^(?:([A-Z]+) )?(.*)$/.exec(call) ?? [];
  const isBytes = body instanceof Uint8Array;
  const init = {
    method,
    headers: {
      ...(token !== null && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && !isBytes && { 'Content-Type': 'application/json' }),
      ...(version && { 'If-Match': version }),
      ...headers,
    },
    ...(isBytes && { body: new Uint8Array(body) }),
    ...(body !== undefined && !isBytes && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
  const address = path.startsWith('/') ? path : `/api/organiser/${path}`;
  const response = await (typeof of === 'string' ? fetch(of + address, init) : of.request(address, init));
  const bytes = Buffer.from(await response.arrayBuffer());
  // The byte order mark is kept.
  const text = bytes.toString('utf8');
  const isJson = /^application\/(problem\+)?json/.test(response.headers.get('Content-Type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    etag: response.headers.get('ETag') ?? '',
    bytes,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : undefined,
  };
}

/** The same, and returns what is usually compared. */
export async function answer(...given: Parameters<typeof ask>) {
  const { status, body } = await ask(...given);
  return { status, body };
}

/** Sends responses as a device does. Returns the verdict of each, or the problem of one that is refused. */
export async function send(of: Served, ...envelopes: readonly unknown[]): Promise<readonly string[]> {
  const { body } = await ask(of, '/api/responses', { envelopes }, { token: null });
  return body.verdicts.map((one: { verdict: string; problem?: string }) => one.problem ?? one.verdict);
}

/** Exports every response of a survey, those of today included. */
export async function rowsOf(of: Served, survey = 'numerique-territorial') {
  const { status, text } = await ask(of, `/api/export/${survey}.ndjson?today=1`);
  if (status !== 200) throw new Error(`The export answered ${status}`);
  return text.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []));
}

/** Puts files into the draft of a survey. Returns the version that the last of them has made. */
export async function putFiles(
  of: Served,
  survey: string,
  files: ReadonlyMap<string, Uint8Array>,
  asking: Asking = {},
): Promise<string> {
  let { version } = asking;
  for (const [path, bytes] of files) {
    const put = await ask(of, `PUT surveys/${survey}/draft/${path}`, bytes, { ...asking, version });
    if (put.status !== 200) throw new Error(`${path} was answered ${put.status} ${put.text}`);
    version = put.etag;
  }
  return version ?? '';
}

/** Publishes files as a survey. Returns the version that it has then. */
export async function publish(of: Served, survey: string, files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const version = await putFiles(of, survey, files);
  const published = await ask(of, `surveys/${survey}/publish`, {}, { version });
  if (published.status !== 200) throw new Error(`${survey} was answered ${published.status} ${published.text}`);
  return published.etag;
}

/** The same, of one endpoint. */
export function callsOf(of: Served) {
  return {
    ask: (call: string, body?: object | string | null, asking?: Asking) => ask(of, call, body, asking),
    send: (...envelopes: readonly unknown[]) => send(of, ...envelopes),
    putFiles: (survey: string, files: ReadonlyMap<string, Uint8Array>, asking?: Asking) =>
      putFiles(of, survey, files, asking),
    publish: (survey: string, files: ReadonlyMap<string, Uint8Array>) => publish(of, survey, files),
  };
}
