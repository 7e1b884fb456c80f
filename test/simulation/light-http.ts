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

/** What the endpoint replies, and what the device puts on a shelf: a text with a status and headers. */
export class LightResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly #text: string;
  constructor(text: string | null, { status = 200, headers = {} }: ResponseInit = {}) {
    if (text !== null && typeof text !== 'string') throw new Error('a body that is no text needs the real Response');
    this.#text = text ?? '';
    this.status = status;
    this.ok = status >= 200 && status < 300;
    this.headers = Object.fromEntries(
      Object.entries(headers as Record<string, string>).map(([name, value]) => [lower(name), value]),
    );
  }
  async text(): Promise<string> {
    return this.#text;
  }
}

/** Has `new Response` make light ones until the function that it returns is called: a stream for each is a tenth of a run. */
export function useLightResponses(): () => void {
  const { Response } = globalThis;
  globalThis.Response = LightResponse as unknown as typeof Response;
  return () => {
    globalThis.Response = Response;
  };
}

function lower(name: string): string {
  return name.toLowerCase();
}
