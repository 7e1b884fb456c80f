import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { startEndpoint } from '../../../src/endpoint/start.ts';
import { openPostgres } from '../../../src/endpoint/storage/postgres/postgres-storage.ts';
import { storageContract } from '../../contracts/storage.ts';
import { LONG } from '../../support/long.ts';
import { DAY, envelope, IN_PROCESS, receivedOf, temporaryFolder } from '../harness.ts';
import { type Pooler, startPgBouncer } from './pgbouncer.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { startWireShim, type WireShim } from './wire-shim.ts';

let server: PostgresServer;
let pooler: Pooler;
let shim: WireShim;
beforeAll(async () => {
  server = await startPostgres();
  pooler = await startPgBouncer(server.port);
  shim = await startWireShim(server.port, { refusesOneCommitIn: 20 });
});
afterAll(async () => {
  await shim.close();
  await pooler.remove();
  await server.remove();
});

function contractThrough(name: string, through: (direct: string) => string) {
  storageContract(name, async () => {
    const url = through(await server.newDatabase());
    return {
      storage: await openPostgres(url),
      again: (texts) => openPostgres(url, { ...(texts && { texts }) }),
      remove: async () => {},
    };
  });
}

if (LONG) {
  contractThrough('PostgreSQL through PgBouncer, a connection for each transaction', (direct) => pooler.url(direct));
  contractThrough('an engine that has no advisory locks, hides its settings and refuses commits', (direct) =>
    shim.url(direct),
  );
}

describe('an engine that speaks the protocol of PostgreSQL', () => {
  it('is created once by endpoints that start at the same moment, whichever commits it refuses', async () => {
    const refusing = await startWireShim(server.port, { refusesOneCommitIn: 2 });
    onTestFinished(() => refusing.close());
    for (let turn = 0; turn < 3; turn++) {
      const direct = await server.newDatabase();
      const url = refusing.url(direct);
      const endpoints = await Promise.all([1, 2, 3, 4, 5].map(() => openPostgres(url)));
      const epochs = await Promise.all(endpoints.map(async (one) => (await one.standing()).epoch));
      expect(new Set(epochs).size).toBe(1);
      for (const one of endpoints) await one.close();
    }
    expect(refusing.refusedCommits()).toBeGreaterThan(3);
  });

  it('hides a setting, which one line of the journal says, and none where all are told', async () => {
    const direct = await server.newDatabase();
    const lines = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const rest = { DATA_DIR: await temporaryFolder(), ASSETS_DIR: 'nothing', PORT: '0' };
    for (const url of [direct, shim.url(direct)]) {
      const env = { DATABASE_URL: url, ...rest };
      await (await startEndpoint(settingsFrom(env), IN_PROCESS)).close();
    }
    expect(lines.mock.calls.map(([line]) => line).filter((line) => String(line).includes('durability'))).toEqual([
      '{"event":"durability-unreported","settings":"fsync","answers":"the host of the database"}\n',
    ]);
  });

  it('counts what was refused once, however often it refuses the commit', async () => {
    const refusing = await startWireShim(server.port, { refusesOneCommitIn: 2 });
    onTestFinished(() => refusing.close());
    const storage = await openPostgres(refusing.url(await server.newDatabase()));
    for (let turn = 0; turn < 20; turn++) {
      const refusal = { code: 'answer.invalid', survey: 'a-survey' } as const;
      expect(await storage.store([receivedOf(envelope())], [refusal], DAY)).toEqual(['stored']);
    }
    expect(await storage.refusals()).toMatchObject([{ envelopes: 20 }]);
    expect(refusing.refusedCommits()).toBeGreaterThan(10);
    await storage.close();
  });
});
