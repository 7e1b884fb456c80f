import { afterEach, expect, test } from 'vitest';
import { listed } from '../../support/listed.ts';
import { beside, clean, draftOf, fakeEndpoint, json, open, SURVEY, status, until } from '../support.ts';

afterEach(clean);

const LEFT = { survey: SURVEY.id, address: 'ada@example.org', purposes: ['interview'] } as const;

/** An endpoint that takes contacts, and notes what came and when. */
function contactsEndpoint() {
  const endpoint = fakeEndpoint();
  const self = {
    now: 1_795_000_000_000,
    /** `responses` or `contacts`, and the moment. */
    calls: [] as (readonly [kind: string, at: number])[],
    bodies: [] as string[],
    reply: (id: string) => json({ state: 'kept', id }),
    endpoint,
    fetch: (async (url, init) => {
      const isContact = String(url).endsWith('/api/contacts');
      self.calls.push([isContact ? 'contacts' : 'responses', self.now]);
      if (!isContact) return endpoint.fetch(url, init);
      self.bodies.push(String(init?.body));
      return self.reply(JSON.parse(String(init?.body)).id);
    }) as typeof fetch,
  };
  return self;
}

async function started(self: ReturnType<typeof contactsEndpoint>, random = 0.5) {
  const device = await open({ fetch: self.fetch, now: () => self.now, random: () => random });
  const contacts = await device.contacts();
  if (!contacts) throw new Error('the code has not come');
  return { device, contacts };
}

test('an address is sent separately from the envelope, some time later, and then deleted from the device', async () => {
  const self = contactsEndpoint();
  const { device, contacts } = await started(self, 0);
  await device.finish(draftOf(), SURVEY);
  await until(device, ({ waiting }) => waiting === 0);
  expect(await contacts.leave(LEFT)).toBe('kept');
  self.now += 19_000;
  await device.outbox.send();
  expect(self.calls.map(([kind]) => kind)).toEqual(['responses']);
  expect(await listed(contacts.waiting(SURVEY.id))).toHaveLength(1);
  self.now += 60_000;
  await device.outbox.send();
  await expect.poll(() => listed(contacts.waiting(SURVEY.id))).toEqual([]);
  const [body = ''] = self.bodies;
  const sent = JSON.parse(body);
  expect(sent).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), ...LEFT });
  // Nothing of the response, whose every word is known.
  expect(body).not.toMatch(new RegExp(`${draftOf().id}|linkedin|2026-11|"en"`));
  const [[, responseAt = 0] = [], [, contactAt = 0] = []] = self.calls;
  expect(contactAt - responseAt).toBeGreaterThanOrEqual(20_000);
  expect(await beside((database) => database.getAll('contacts'))).toEqual([]);
});

test('an address that waited for the network together with an envelope is not sent together with it', async () => {
  const self = contactsEndpoint();
  self.endpoint.answer = () => status(503);
  const { device, contacts } = await started(self);
  await device.finish(draftOf(), SURVEY);
  await contacts.leave(LEFT);
  await device.outbox.send();
  self.now += 3_600_000;
  self.endpoint.answer = () => undefined;
  self.calls.length = 0;
  await device.outbox.send();
  await until(device, ({ waiting }) => waiting === 0);
  expect(self.calls.map(([kind]) => kind)).toEqual(['responses']);
  self.now += 60_000;
  await device.outbox.send();
  expect(self.calls.map(([kind]) => kind)).toEqual(['responses', 'contacts']);
});

test('an address stays on the device until the endpoint confirms it, and can be taken back until then', async () => {
  const self = contactsEndpoint();
  const { device, contacts } = await started(self);
  await contacts.leave(LEFT);
  // A page also sends once its storage has opened.
  for (let passes = 0; passes < 3; passes++) await device.outbox.send();
  self.now += 60_000;
  const replies = [
    () => status(503),
    () => json({}),
    () => new Response('<html>portal</html>'),
    // To another address, as a proxy has stored it; and as earlier endpoints reply.
    () => json({ state: 'kept', id: draftOf().id }),
    () => json({ state: 'kept' }),
    // As `fetch` does once the patience with a network that hangs is at its end.
    () => {
      throw new DOMException('out of time', 'AbortError');
    },
  ];
  for (const reply of replies) {
    self.reply = reply;
    await device.outbox.send();
    expect(await listed(contacts.waiting(SURVEY.id))).toHaveLength(1);
  }
  expect(self.bodies).toHaveLength(replies.length);
  const again = await started(self);
  const [id = ''] = await listed(again.contacts.waiting(SURVEY.id));
  expect(await again.contacts.forget(id)).toBe(true);
  self.now += 60_000;
  self.reply = (id) => json({ state: 'kept', id });
  await again.device.outbox.send();
  expect(self.bodies).toHaveLength(replies.length);
});
