import { createHash, randomBytes } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND_LOG, logCommand } from '../../src/endpoint/process/command-log.ts';
import { whoRuns } from '../../src/host/commands/command-record.ts';
import { dayOf } from '../../src/wire/day.ts';
import { receiptCode } from '../../src/wire/receipt-code.ts';
import { DAY, envelope, openSqlite, receivedOf, temporaryFolder } from '../endpoint/harness.ts';
import { bundleEndpoint, runProgram } from '../endpoint/process.ts';

const bundle = await bundleEndpoint();

describe('a command', () => {
  it('logs what it exported or changed, and nothing if it only read or failed', async () => {
    const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    const secret = randomBytes(16);
    const receiptHash = createHash('sha256').update(secret).digest('hex');
    const storage = openSqlite(join(folder, 'responses.sqlite'));
    for (const one of [envelope(), envelope({ receiptHash })]) await storage.store([receivedOf(one)], [], '2020-01-01');
    await storage.close();
    const run = (...words: string[]) => bundle.answer(folder, ...words);
    const backup = join(elsewhere, 'b');
    await runProgram(bundle.main, folder, 'backup', backup);
    await run('integrity');
    await run('purge', '--before', '2020-02-01', '--dry-run');
    await run('token', 'list');
    await run('erase', receiptCode(randomBytes(16)));
    await run('erase', receiptCode(secret));
    await run('purge', '--before', '2020-02-01');
    const { out: token } = await run('token', 'add', 'dsi', '--scope', 'decide,read', '--until', '2999-12-31');
    await run('token', 'revoke', 'dsi');
    const text = await readFile(join(folder, COMMAND_LOG), 'utf8');
    const line = { event: 'command', day: dayOf(new Date()), by: `uid ${process.getuid?.()}` };
    expect(text.split('\n').flatMap((one) => (one ? [JSON.parse(one)] : []))).toEqual([
      { ...line, use: 'backup', responses: 2 },
      { ...line, use: 'erase', responses: 1 },
      { ...line, use: 'purge', before: '2020-02-01', responses: 1, surveys: { 'numerique-territorial': 1 } },
      { ...line, use: 'token add', name: 'dsi', scopes: 'read,decide', until: '2999-12-31' },
      { ...line, use: 'token revoke', name: 'dsi' },
    ]);
    for (const kept of [token.trim(), receiptCode(secret), receiptHash, backup]) expect(text).not.toContain(kept);
    await rm(join(folder, 'responses.sqlite'));
    expect(await run('restore', backup)).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, COMMAND_LOG), 'utf8')).toContain('"use":"restore","responses":2');
  });

  it('appends a line with the day and the user, which only the owner can read', async () => {
    const folder = join(await temporaryFolder(), 'new');
    await logCommand(folder, 'alice', DAY, { use: 'backup', responses: 2 });
    await logCommand(folder, 'uid 997', DAY, { use: 'tidy' });
    const file = join(folder, COMMAND_LOG);
    expect(await readFile(file, 'utf8')).toBe(
      `{"event":"command","day":"${DAY}","by":"alice","use":"backup","responses":2}\n{"event":"command","day":"${DAY}","by":"uid 997","use":"tidy"}\n`,
    );
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect([whoRuns({ SUDO_USER: 'alice' }, 0), whoRuns({}, 997)]).toEqual(['alice', 'uid 997']);
  });

  it('says that it is done when its line cannot be written', async () => {
    const file = join(await temporaryFolder(), 'no-folder');
    await writeFile(file, '');
    await expect(logCommand(file, 'alice', DAY, { use: 'tidy' })).rejects.toThrow(/^done, but cannot be noted in /);
  });
});
