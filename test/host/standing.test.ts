import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settingsFrom } from '../../src/endpoint/process/settings.ts';
import { runCommand } from '../../src/host/commands/commands.ts';
import { receiptCode } from '../../src/wire/receipt-code.ts';
import { envelope, openSqlite, post, SECRET_IN_HEX, temporaryFolder, testApp } from '../endpoint/harness.ts';

test('health and verdicts return the epoch of the database and the last day that a backup holds completely', async () => {
  const folder = await temporaryFolder();
  const { app, storage } = await testApp({ storage: openSqlite(join(folder, 'responses.sqlite')) });
  const { epoch } = await storage.standing();
  const before = { epoch, backedUpThrough: null };
  expect(await (await app.request('/api/health')).json()).toEqual({ status: 'ok', storage: 'sqlite', ...before });
  expect(await (await post(app, [envelope()])).json()).toEqual({ verdicts: [expect.anything()], ...before });
  await runCommand(['backup', join(await temporaryFolder(), 'b')], settingsFrom({ DATA_DIR: folder }));
  const { app: restarted } = await testApp({ storage });
  const after = { epoch, backedUpThrough: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) };
  expect(await (await restarted.request('/api/health')).json()).toMatchObject(after);
  expect(await (await post(restarted, [envelope()])).json()).toMatchObject(after);
});

test('after a restore a phone can learn that its response was received and is lost: another epoch, and no such receipt', async () => {
  const folder = await temporaryFolder();
  const first = await testApp({ storage: openSqlite(join(folder, 'responses.sqlite')) });
  const phone = () => {
    const secret = randomBytes(16);
    const one = envelope({ receiptHash: createHash('sha256').update(secret).digest('hex') });
    return { one, headers: { Authorization: `Receipt ${receiptCode(secret)}` } };
  };
  const [kept, lost, withdrawn] = [phone(), phone(), phone()];
  const epochs: string[] = [];
  const send = async ({ app }: Pick<typeof first, 'app'>, { one }: typeof kept) => {
    const { verdicts, epoch } = await (await post(app, [one])).json();
    epochs.push(epoch);
    return verdicts[0].verdict;
  };
  expect([await send(first, kept), await send(first, withdrawn)]).toEqual(['stored', 'stored']);
  const backup = join(await temporaryFolder(), 'b');
  await runCommand(['backup', backup], settingsFrom({ DATA_DIR: folder }));
  expect(await send(first, lost)).toBe('stored');
  await first.app.request('/api/receipt', { method: 'DELETE', headers: withdrawn.headers });
  const ask = async ({ app }: Pick<typeof first, 'app'>) =>
    Promise.all(
      [kept, lost, withdrawn].map(async ({ headers }) => {
        const reply = await app.request('/api/receipt', { headers });
        const { state, code } = await reply.json();
        return [reply.status, state ?? code];
      }),
    );
  const gone = [200, 'erased'];
  const here = [200, 'received'];
  expect(await ask(first)).toEqual([here, here, gone]);

  const elsewhere = await temporaryFolder();
  const replaced = join(folder, 'responses.sqlite');
  await first.storage.close();
  const secret = { DISCLOSURE_KEY: SECRET_IN_HEX };
  const settings = settingsFrom({ DATA_DIR: elsewhere, ...secret });
  expect((await runCommand(['restore', backup, '--erased-from', replaced], settings)).says).toContain('restored');
  const second = await testApp({ storage: openSqlite(join(elsewhere, 'responses.sqlite')) });
  const { epoch } = await (await second.app.request('/api/health')).json();
  expect(new Set(epochs).size).toBe(1);
  expect(epochs).not.toContain(epoch);
  expect(await ask(second)).toEqual([here, [404, 'not-found'], gone]);
  // What a phone still holds it may send again.
  expect(await send(second, lost)).toBe('stored');
  expect(epochs.at(-1)).toBe(epoch);
  expect(await ask(second)).toEqual([here, here, gone]);
});
