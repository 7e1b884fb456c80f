import * as v from 'valibot';
import { refusalReply, type WorkbookReading } from '../../wire/organiser/survey-reply.ts';

/** The outcome of a call. A refusal has its stable code; `failed` is any other failure. */
export type Called<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly seconds?: number;
      readonly lines?: readonly string[];
      readonly report?: WorkbookReading;
    }
  | { readonly kind: 'failed'; readonly why: 'unreachable' | 'unreadable' };

export type DeskClient = ReturnType<typeof createDeskClient>;

/** Calls the endpoint with a token, and tells when the token opens nothing any more. */
export function createDeskClient(token: string, onInvalid: () => void) {
  const listeners = new Set<() => void>();
  const outdate = () => {
    for (const listener of listeners) listener();
  };

  async function ask(path: string, init: RequestInit): Promise<Called<Response>> {
    if (init.method !== undefined) outdate();
    const called = await send(path, init);
    if (called.kind !== 'ok') outdate();
    return called;
  }

  async function send(path: string, init: RequestInit): Promise<Called<Response>> {
    let response: Response;
    try {
      response = await fetch(path, { ...init, headers: { ...init.headers, Authorization: `Bearer ${token}` } });
    } catch (error) {
      if (error instanceof TypeError) return { kind: 'failed', why: 'unreachable' };
      throw error;
    }
    if (response.ok) return { kind: 'ok', value: response };
    const refusal = v.safeParse(refusalReply, await jsonBody(response));
    if (!refusal.success) return { kind: 'failed', why: 'unreadable' };
    const { code, lines, report } = refusal.output;
    if (code === 'token.invalid') onInvalid();
    const seconds = Number(response.headers.get('Retry-After'));
    return {
      kind: 'refused',
      code,
      ...(seconds > 0 && { seconds }),
      ...(lines && { lines }),
      ...(report && { report }),
    };
  }

  async function read<S extends v.GenericSchema>(
    path: string,
    init: RequestInit,
    schema: S,
  ): Promise<Called<v.InferOutput<S>>> {
    const called = await ask(path, init);
    if (called.kind !== 'ok') return called;
    const parsed = v.safeParse(schema, await jsonBody(called.value));
    return parsed.success ? { kind: 'ok', value: parsed.output } : { kind: 'failed', why: 'unreadable' };
  }

  /** Changes what is stored. `version` is the one that the change follows: after another change nothing is done. */
  function change<S extends v.GenericSchema>(
    method: 'PUT' | 'POST' | 'DELETE',
    path: string,
    { body, version }: { readonly body?: object | Uint8Array<ArrayBuffer>; readonly version?: string | undefined },
    schema: S,
  ) {
    const isFile = body instanceof Uint8Array;
    const headers = {
      ...(body && !isFile && { 'Content-Type': 'application/json' }),
      ...(version !== undefined && { 'If-Match': `"${version}"` }),
    };
    const sent = body && (isFile ? body : JSON.stringify(body));
    return read(path, { method, headers, ...(sent !== undefined && { body: sent }) }, schema);
  }

  return {
    get: <S extends v.GenericSchema>(path: string, schema: S, signal?: AbortSignal) =>
      read(path, signal ? { signal } : {}, schema),
    post: <S extends v.GenericSchema>(path: string, body: object, schema: S) => change('POST', path, { body }, schema),
    change,
    /** The body itself, for a file. */
    stream: (path: string, signal?: AbortSignal) => ask(path, signal ? { signal } : {}),
    /** Calls the listener when a POST begins or any call fails; returns how to stop that. */
    onOutdated(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** `undefined` for a page of the network's, or a body that broke off. */
export async function jsonBody(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
