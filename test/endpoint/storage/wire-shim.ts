import { connect, createServer, type Socket } from 'node:net';

/** A stand in for another engine that speaks PostgreSQL's protocol. */
export interface WireShim {
  /** The same database, through it. */
  readonly url: (direct: string) => string;
  readonly refusedCommits: () => number;
  readonly close: () => Promise<void>;
}

/**
 * A proxy between the endpoint and a real PostgreSQL, which makes the server raise its own errors. It has no advisory locks (42883)
 * and no setting `fsync` (42704), and it refuses one of a given number of commits (40001), with the whole transaction.
 */
export async function startWireShim(port: number, { refusesOneCommitIn }: { readonly refusesOneCommitIn: number }) {
  let commits = 0;
  const refuses = () => ++commits % refusesOneCommitIn === 0;
  const sockets = new Set<Socket>();
  const shim = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    const changed = changing(refuses);
    client.on('data', (chunk) => server.write(changed(chunk)));
    client.once('end', () => server.end());
    server.pipe(client);
    for (const socket of [client, server]) sockets.add(socket.on('error', () => socket.destroy()));
  });
  await new Promise<void>((resolve) => shim.listen(0, '127.0.0.1', resolve));
  const address = shim.address();
  const own = String(typeof address === 'object' ? address?.port : '');
  return {
    url: (direct) => Object.assign(new URL(direct), { port: own }).href,
    refusedCommits: () => Math.floor(commits / refusesOneCommitIn),
    close: async () => {
      const closed = new Promise((resolve) => shim.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  } satisfies WireShim;
}

/** What one connection sends, whole messages of it, with those changed to which this engine answers otherwise. */
function changing(refuses: () => boolean): (chunk: Buffer) => Buffer {
  let waiting = Buffer.alloc(0);
  // The first message alone has no letter before its length.
  let letter = 0;
  return (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    const messages: Buffer[] = [];
    while (waiting.length >= letter + 4) {
      const end = letter + waiting.readInt32BE(letter);
      if (waiting.length < end) break;
      const message = waiting.subarray(0, end);
      messages.push(letter === 0 ? message : changedMessage(message, refuses));
      waiting = waiting.subarray(end);
      letter = 1;
    }
    return Buffer.concat(messages);
  };
}

const REFUSAL = `DO $$ BEGIN RAISE SQLSTATE '40001'; END $$\0`;

function changedMessage(message: Buffer, refuses: () => boolean): Buffer {
  const body = message.toString('latin1', 5);
  const kind = message.toString('latin1', 0, 1);
  if (kind === 'Q' && body === 'COMMIT\0' && refuses()) return messageOf('Q', REFUSAL);
  // Unknown functions whose names are as long as those that they replace.
  if (kind === 'Q' || kind === 'P') return messageOf(kind, body.replaceAll(/pg_(try_)?advisory/g, 'no_$1advisory'));
  return kind === 'B' ? messageOf(kind, body.replaceAll('fsync', 'fsink')) : message;
}

function messageOf(kind: string, body: string): Buffer {
  const message = Buffer.from(`${kind}    ${body}`, 'latin1');
  message.writeInt32BE(message.length - 1, 1);
  return message;
}
