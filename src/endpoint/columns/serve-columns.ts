import type { MessagePort } from 'node:worker_threads';
import { type StorageSource, StorageUnavailable } from '../storage/storage.ts';
import { type Asks, asksOf, EXACT } from './column-queries.ts';
import { type Change, followColumns } from './followed-columns.ts';
import { openCodes } from './open-codes.ts';
import { type CountedSurveys, codersOf } from './response-code.ts';
import type { KeySecret } from './response-key.ts';

/** What the columns are read from and by: data, so that a thread can be given it. */
export interface ColumnsParts {
  readonly source: StorageSource;
  readonly surveys: CountedSurveys;
  readonly secret: KeySecret;
}

export type Ask<Name extends keyof Asks = keyof Asks> = {
  readonly [N in Name]: { readonly name: N; readonly args: Parameters<Asks[N]> };
}[Name];

export type ColumnsMessage =
  | { readonly kind: 'changed'; readonly survey: string; readonly change: Change }
  | { readonly kind: 'asked'; readonly id: number; readonly survey: string; readonly ask: Ask };

/** What became of one ask, by its id. A bug comes back as the error that it threw. */
export type ColumnsReply =
  | { readonly id: number; readonly kind: 'done'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'unavailable'; readonly message: string }
  | { readonly id: number; readonly kind: 'bug'; readonly error: unknown };

/** Answers what is asked of the columns, one ask after the other, until the port is closed. */
export function serveColumns(port: MessagePort, { source, surveys, secret }: ColumnsParts): void {
  const reader = openCodes(source);
  const followed = followColumns(reader, surveys, codersOf(surveys, secret));
  let underWay: Promise<unknown> = Promise.resolve();

  async function reply({ id, survey, ask }: Extract<ColumnsMessage, { kind: 'asked' }>): Promise<ColumnsReply> {
    try {
      const published = surveys.get(survey);
      if (!published) throw new Error(`no survey ${survey}`);
      const columns = await followed.of(survey, EXACT.has(ask.name));
      return { id, kind: 'done', value: perform(asksOf(columns, published), ask) };
    } catch (error) {
      if (error instanceof StorageUnavailable) return { id, kind: 'unavailable', message: error.message };
      return { id, kind: 'bug', error };
    }
  }

  port.on('message', (message: ColumnsMessage) => {
    if (message.kind === 'changed') followed.change(message.survey, message.change);
    else underWay = underWay.then(async () => port.postMessage(await reply(message)));
  });
  port.on('close', () => void underWay.then(() => reader.close()));
}

function perform<Name extends keyof Asks>(
  asks: { readonly [N in Name]: (...args: Parameters<Asks[N]>) => unknown },
  { name, args }: Ask<Name>,
): unknown {
  return asks[name](...args);
}
