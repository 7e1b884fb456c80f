import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { createBackground } from '../../../src/endpoint/process/background.ts';
import { followStorage } from '../../../src/endpoint/publishing/follower.ts';
import { createReading, type StartReading } from '../../../src/endpoint/publishing/upload/reading-client.ts';
import { IN_PROCESS, newStorage, openSqlite, publisherOn, started } from '../harness.ts';
import { GARDEN, gardenEnvelope, gardenFiles } from './garden.ts';

const LISTED = { isListed: true, isDry: false };
const INES = { name: 'ines', scopes: ['author', 'publish'], until: '2999-12-31', surveys: null };

/** Reads in this process, but holds what is asked of surveys of this name until it is let go. */
function holding(name: string) {
  const held: (() => void)[] = [];
  const start: StartReading = (port, parts, died) => {
    const { port1, port2 } = new MessageChannel();
    port.on('message', (message) => {
      const pass = () => port1.postMessage(message);
      if (message.call.args[0] === name) held.push(pass);
      else pass();
    });
    port1.on('message', (message) => port.postMessage(message));
    port.on('close', () => port1.close());
    return IN_PROCESS.startReading(port2, parts, died);
  };
  return { start, held, letGo: () => held.splice(0).forEach((pass) => void pass()) };
}

it('a survey whose reading lasts holds up no other check, no other publication, no refusal and no revocation', async () => {
  const { start, held, letGo } = holding('garden-evil');
  const { env, url, ask, putFiles, publish, send } = await started({}, { ...IN_PROCESS, startReading: start });
  const elsewhere = openSqlite(join(env.DATA_DIR, 'responses.sqlite'));
  onTestFinished(() => elsewhere.close());
  const { token } = (await ask('tokens', { ...INES, name: 'evil' })).body;
  const version = await putFiles('garden-evil', gardenFiles('garden-evil'), { token });
  const checked = ask('surveys/garden-evil/publish', {}, { token, version });
  await expect.poll(() => held.length).toBe(1);
  await publish('garden-of-all', gardenFiles('garden-of-all'));
  expect(await send(gardenEnvelope('garden-of-all'))).toEqual(['stored']);
  letGo();
  // Published, and read now to be served.
  await expect.poll(() => held.length).toBe(1);
  const others = gardenFiles('garden-of-others');
  await publisherOn(elsewhere).publishFiles({ survey: 'garden-of-others', by: 'host' }, others, LISTED);
  expect(await send(gardenEnvelope('garden-of-others'))).toEqual(['stored']);
  expect((await fetch(`${url}/surveys/garden-unknown/current`)).status).toBe(404);
  expect((await ask('tokens/revoke', { name: 'evil' })).status).toBe(200);
  expect((await ask('me', undefined, { token })).status).toBe(401);
  expect(held).toHaveLength(1);
  letGo();
  expect((await checked).status).toBe(200);
  expect(await send(gardenEnvelope('garden-evil'))).toEqual(['stored']);
});

it('a survey that was late is read at the next looks, and served; after three times, each minute', async () => {
  const storage = await newStorage();
  await publisherOn(storage).publishFiles({ survey: GARDEN, by: 'host' }, gardenFiles(GARDEN), LISTED);
  const follow = async (lates: number) => {
    let starts = 0;
    const dies: StartReading = (_port, _parts, died) => {
      setImmediate(() => died(new Error('out of memory')));
      return async () => {};
    };
    const reading = createReading((...given) => (starts++ < lates ? dies : IN_PROCESS.startReading)(...given));
    const served: string[] = [];
    const { look, stop } = await followStorage({
      storage,
      read: reading.of('read'),
      serve: ({ published }) => void served.push(published.current.id),
      catalogue: { remove: () => {}, chooseHome: () => {} },
      keyring: { replace: () => {} },
      isHeldByFiles: () => false,
      background: createBackground(),
    });
    for (let looks = 0; looks < 3; looks++) await look(GARDEN);
    await stop();
    await reading.close();
    return { starts, served };
  };
  expect(await Promise.all([follow(2), follow(9)])).toEqual([
    { starts: 3, served: [GARDEN] },
    { starts: 3, served: [] },
  ]);
});
