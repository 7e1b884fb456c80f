/** A request as the routes of the endpoint read it, without the streams and signals of the real one. */
export function lightRequest(path: string, { method = 'GET', headers = {}, body }: RequestInit): Request {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : undefined;
  const given = new Map(Object.entries(headers as Record<string, string>).map(([name, value]) => [lower(name), value]));
  // A browser announces the length of a text.
  if (bytes) given.set('content-length', String(bytes.length));
  return {
    url: `http://localhost${path}`,
    method,
    headers: { get: (name: string) => given.get(lower(name)) ?? null, has: (name: string) => given.has(lower(name)) },
    signal: { aborted: false },
    body: null,
    arrayBuffer: async () => bytes?.buffer ?? new ArrayBuffer(0),
  } as unknown as Request;
}

const NONE: Readonly<Record<string, string>> = {};

/** What the endpoint replies, and what the device puts on a shelf: a text, or a file, with a status and headers. */
export class LightResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly #body: string | Blob;
  constructor(body: string | Blob | null, { status = 200, headers = {} }: ResponseInit = {}) {
    if (body !== null && typeof body !== 'string' && !(body instanceof Blob))
      throw new Error('a body that is neither text nor file needs the real Response');
    this.#body = body ?? '';
    this.status = status;
    this.ok = status >= 200 && status < 300;
    const given = Object.entries(headers as Record<string, string>);
    this.headers = given.length === 0 ? NONE : Object.fromEntries(given.map(([name, value]) => [lower(name), value]));
  }
  async text(): Promise<string> {
    return typeof this.#body === 'string' ? this.#body : this.#body.text();
  }
}

/** As much of an `AbortController` as the device and the simulation use: aborted once, and heard of at once. */
export class LightAbortController {
  readonly signal: AbortSignal;
  readonly #acts: (() => void)[] = [];
  #isAborted = false;
  constructor() {
    const isAborted = () => this.#isAborted;
    this.signal = {
      get aborted() {
        return isAborted();
      },
      addEventListener: (_: string, act: () => void) => void this.#acts.push(act),
    } as unknown as AbortSignal;
  }
  abort(): void {
    if (this.#isAborted) return;
    this.#isAborted = true;
    for (const act of this.#acts.splice(0)) act();
  }
}

/** Has `new Response` and `new AbortController` make light ones until the function that it returns is called: theirs take a tenth of a run. */
export function useLightHttp(): () => void {
  const { Response, AbortController } = globalThis;
  globalThis.Response = LightResponse as unknown as typeof Response;
  globalThis.AbortController = LightAbortController as unknown as typeof AbortController;
  return () => {
    globalThis.Response = Response;
    globalThis.AbortController = AbortController;
  };
}

function lower(name: string): string {
  return name.toLowerCase();
}
