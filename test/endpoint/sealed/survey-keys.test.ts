import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { recipientsOn } from '../../../src/core/survey/sealing-keys.ts';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { SEALING_FILE } from '../../../src/endpoint/sealed/key-file.ts';
import { runCommand } from '../../../src/host/commands/commands.ts';
import { fromBase64url } from '../../../src/sealing/base64url.ts';
import { makePair } from '../../../src/sealing/key-pair.ts';
import { recipientOf, seal } from '../../../src/sealing/seal.ts';
import { dayOf } from '../../../src/wire/day.ts';
import { toSymbols } from '../../../src/wire/receipt-code.ts';
import { NOTICE_EN } from '../../support/notice.ts';
import { folderOfOne, started } from '../harness.ts';
import { gardenEnvelope, gardenFiles, newId } from '../publishing/garden.ts';

const TODAY = dayOf(new Date());
const HELD_BY_FILES = 'exemple-benevolat';

/** An endpoint with a published survey, and what its host does at the desk. */
async function published() {
  const here = await started({ SURVEYS_DIR: await folderOfOne(HELD_BY_FILES) });
  const survey = newId();
  const notice = Buffer.from(JSON.stringify(NOTICE_EN));
  let version = await here.publish(survey, new Map([...gardenFiles(survey), ['notice.json', notice]]));
  const path = `surveys/${survey}/keys`;
  const make = async (reserve: object, asking = {}) => {
    const { status, body, etag } = await here.ask(path, reserve, { version, ...asking });
    version = etag || version;
    return body.code ?? status;
  };
  const keys = async () => (await here.ask(`/surveys/${survey}/notice.json`)).body.sealing?.keys ?? [];
  /** As a tablet seals that reads the notice today. */
  const sealed = async () => {
    const { answers, ...header } = gardenEnvelope(survey, { mode: 'field' });
    const found = await Promise.all(recipientsOn({ keys: await keys() }, TODAY).map(recipientOf));
    const recipients = found.filter((one) => one !== undefined);
    return seal(header, answers, recipients);
  };
  const file = join(here.env.DATA_DIR, SEALING_FILE);
  const opening = async () => JSON.parse(await readFile(file, 'utf8')).keys.filter((one: object) => 'private' in one);
  const run = async (...words: string[]) => (await runCommand(['keys', ...words], settingsFrom(here.env))).says;
  return { ...here, survey, version: () => version, path, make, keys, sealed, file, opening, run };
}

async function reserve() {
  const { private: half, ...sent } = await makePair();
  return { sent, symbols: toSymbols(fromBase64url(half) ?? new Uint8Array()) };
}

test('keys made at the desk are in the notice at once, and open here; others follow, and the first still open', async () => {
  const { make, keys, sealed, send, ask, path } = await published();
  expect((await ask(path)).body).toMatchObject({ refusal: null, keys: [] });
  const [first, second] = [await reserve(), await reserve()];
  expect(await make(first.sent)).toBe(200);
  expect(await keys()).toMatchObject([{ holder: 'opener' }, { ...first.sent, holder: 'backup', from: TODAY }]);
  const before = await sealed();
  expect(await make(second.sent)).toBe(200);
  expect(await keys()).toMatchObject([{ retiredFrom: TODAY }, { retiredFrom: TODAY }, { from: TODAY }, second.sent]);
  expect((await sealed()).sealed.to.map(({ key }) => key)).toContain(second.sent.id);
  expect(await send(before, await sealed())).toEqual(['stored', 'stored']);
  const known = [true, false, true, false].map((opensHere) => ({ opensHere, provenOn: TODAY }));
  expect((await ask(path)).body.keys).toMatchObject(known);
});

test('keys are made by the host alone, for a survey of the storage, with a key that is one, and once', async () => {
  const { make, keys, ask, path, opening, version, publish } = await published();
  const { sent } = await reserve();
  const given = { name: 'colleague', until: '2999-12-31', scopes: ['publish', 'read'], surveys: null };
  const colleague = { token: (await ask('tokens', given)).body.token };
  expect((await ask(path, undefined, colleague)).body.refusal).toBe('sealing.host-only');
  expect(await make(sent, colleague)).toBe('sealing.host-only');
  for (const bad of [{}, { ...sent, private: 'x' }, { ...sent, id: '0'.repeat(16) }, { ...sent, key: 'B'.repeat(87) }])
    expect(await make(bad)).toBe('batch.unreadable');
  expect(await make(sent, { version: undefined })).toBe('match.required');
  const ofFiles = `surveys/${HELD_BY_FILES}/keys`;
  expect((await ask(ofFiles)).body).toMatchObject({ version: null, refusal: 'survey.held-by-files' });
  expect((await ask(ofFiles, sent, { version: '"1"' })).body).toEqual({ code: 'survey.held-by-files' });
  const bare = newId();
  const ofBare = await publish(bare, gardenFiles(bare));
  expect((await ask(`surveys/${bare}/keys`, sent, { version: ofBare })).body.code).toBe('draft.faulty');
  // Whatever was refused has left no private key.
  expect([await keys(), await opening()]).toEqual([[], []]);
  const asked = { version: version() };
  const both = await Promise.all([make(sent, asked), make((await reserve()).sent, asked)]);
  expect(both.map(String).sort().join()).toMatch(/^200,(draft.changed|storage.unavailable)$/);
  expect([await keys(), await opening()]).toMatchObject([{ length: 2 }, { length: 1 }]);
});

test('after the data folder has lost its key, the symbols of the sheet open what tablets hold', async () => {
  const { survey, make, sealed, env, file, run } = await published();
  const { sent, symbols } = await reserve();
  await make(sent);
  const held = await sealed();
  await writeFile(file, '{ "keys": [] }');
  const again = async () => (await started(env)).send(held);
  const logged = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(await again()).toEqual(['sealed.key-unknown']);
  expect(logged).toHaveBeenCalledWith(`${JSON.stringify({ event: 'sealing-keys-missing', survey })}\n`);
  logged.mockRestore();
  const typed = `${file}.txt`;
  await writeFile(typed, `${symbols.toLowerCase()}\n`);
  expect(await run('restore', typed)).toContain(`${sent.id} opens what is sealed to it, here too`);
  expect(await again()).toEqual(['stored']);
  await writeFile(typed, toSymbols(new Uint8Array(32)));
  await expect(run('restore', typed)).rejects.toThrow('nor the symbols of a sheet');
});
