import { Client, type ClientConfig, Pool, type PoolConfig } from 'pg';
import { logError } from '../../process/log.ts';

/*
 * A database with a replica has several addresses, written as libpq does: `postgres://user@first:5432,second:5432/name`. They are tried in
 * order until one accepts writes. After a failover the replica is the one that does.
 */

/** Returns the URL of each host. */
export function addressesIn(url: string): readonly string[] {
  const [, before = '', hosts = '', after = ''] =
    /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^/?#]*)(.*)$/s.exec(url) ?? [];
  return hosts.includes(',') ? hosts.split(',').map((host) => `${before}${host}${after}`) : [url];
}

/** How many addresses a request tries before it gives up. */
const tries = new WeakMap<Pool, number>();

export function triesOf(pool: Pool): number {
  return tries.get(pool) ?? 1;
}

/** Opens a pool whose new connections go to the address that accepted writes last; after a failure, to the next one. */
export function poolOf(url: string, options: PoolConfig): Pool {
  const addresses = addressesIn(url);
  let current = 0;

  class AddressedClient extends Client {
    readonly #at: number;

    constructor(config?: string | ClientConfig) {
      super({ ...Object(config), connectionString: addresses[current] });
      this.#at = current;
    }

    /** Another connection may have moved on meanwhile. */
    moveOn(): void {
      if (current === this.#at) current = (current + 1) % addresses.length;
    }

    override connect(): Promise<void>;
    override connect(callback: (error: Error) => void): void;
    override connect(callback?: (error: Error) => void): Promise<void> | undefined {
      if (!callback) return super.connect();
      super.connect((error) => {
        if (error) this.moveOn();
        callback(error);
      });
    }
  }

  if (addresses.length === 1) return listened(new Pool({ ...options, connectionString: url }));
  const pool = new Pool({
    ...options,
    Client: AddressedClient,
    // A replica takes connections, and refuses what they write.
    verify(client: Client, done: (error?: Error) => void) {
      void acceptsWrites(client).then((isWritable) => {
        if (isWritable) return done();
        if (client instanceof AddressedClient) client.moveOn();
        done(new Error('this address is read-only'));
      }, done);
    },
  } as PoolConfig);
  tries.set(pool, addresses.length);
  return listened(pool);
}

/** An idle connection that breaks is replaced at its next use, which fails if that is impossible. */
function listened(pool: Pool): Pool {
  return pool.on('error', (error) => logError('database-connection-lost', error));
}

/** Connects to the first address that accepts writes. Rejects with the error of the last one where none does. */
export async function connectWritable(url: string): Promise<Client> {
  let last: unknown = new Error('no address accepts writes');
  for (const address of addressesIn(url)) {
    const client = new Client(address);
    try {
      await client.connect();
      if (await acceptsWrites(client)) return client;
    } catch (error) {
      last = error;
    }
    await client.end();
  }
  throw last;
}

async function acceptsWrites(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ transaction_read_only: string }>('SHOW transaction_read_only');
  return rows[0]?.transaction_read_only === 'off';
}
