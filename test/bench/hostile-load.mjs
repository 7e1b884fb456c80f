// A hostile client of `npm run bench -- hostile`: many connections, each from a different address, which send again
// as soon as they are answered, whatever the answer. Prints how many answers of each status it got.
import { randomBytes, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

const { port, isTls, kind, seconds, template } = JSON.parse(process.env.HOSTILE);
const CONNECTIONS = 100;
const ENVELOPES = 50;
/** Made before the time runs. */
const BODIES = 10;
/** Just under the limits of a body: 256 KiB, 15 000 members in all and 500 in one object. */
const OBJECTS = 29;
const MEMBERS = 490;
const PIPELINED = 1_700;
const IDLE = 8_300;

const KINDS = {
  members: () => posting(`{"envelopes":[{${objects('abcdefghijklmnopqrstuvwxyzABC', shuffled)}}]}`),
  disorder: () => posting(`{"envelopes":[${Array.from({ length: OBJECTS }, () => `{${members(reversed)}}`).join()}]}`),
  responses: () => posting(responses()),
  'small-bodies': () => posting(`{"envelopes":[{${objects('abcd', shuffled)}}]}`),
};

const answers = {};
const bodies = kind in KINDS ? Array.from({ length: BODIES }, KINDS[kind]) : [];
console.log('ready');
const end = performance.now() + seconds * 1_000;
if (kind === 'pipelining') await reconnecting();
else if (kind === 'pipelining-everywhere')
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, number) => reconnectingFrom(`127.66.${number}.1`)));
else if (kind === 'idle') await idling();
else await Promise.all(Array.from({ length: CONNECTIONS }, (_, number) => converse(number)));
console.log(JSON.stringify(answers));

function converse(number) {
  const next = bodies[number % BODIES];
  return new Promise((resolve) => {
    const ask = () => (performance.now() > end ? socket.end(resolve) : socket.write(next()));
    const socket = opened(`127.66.${number}.1`, ask);
    let heard = '';
    socket.on('error', () => count('error'));
    socket.on('close', resolve);
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      const head = heard.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = /content-length: (\d+)/i.exec(heard)?.[1];
      if (length ? heard.length < head + 4 + Number(length) : !heard.endsWith('0\r\n\r\n')) return;
      count(heard.slice(9, 12));
      heard = '';
      ask();
    });
  });
}

/** One connection at a time, eighty a second, each with requests that are never waited for. */
async function reconnecting() {
  const requests = Buffer.from('GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(PIPELINED));
  for (let turn = 0, begun = performance.now(); performance.now() < end; turn++) {
    const socket = opened('127.66.0.1', () => socket.write(requests));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => count('closed'));
    socket.resume();
    await new Promise((resolve) => setTimeout(resolve, begun + ((turn + 1) * 1_000) / 80 - performance.now()));
    setTimeout(() => socket.destroy(), 2_000);
  }
}

/** Again as soon as it is cut, or two seconds after. */
async function reconnectingFrom(address) {
  const requests = Buffer.from('GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(PIPELINED));
  while (performance.now() < end)
    await new Promise((resolve) => {
      const socket = opened(address, () => socket.write(requests));
      socket.on('error', () => socket.destroy());
      socket.setTimeout(2_000, () => socket.destroy());
      socket.on('close', () => {
        count('closed');
        setTimeout(resolve, 50);
      });
      socket.resume();
    });
}

async function idling() {
  const sockets = new Set();
  while (performance.now() < end) {
    // Two hundred each time: all at once would keep this process from seeing which are refused.
    for (let turn = 0; turn < 200 && sockets.size < IDLE; turn++) {
      const socket = opened('127.66.0.1', () => count('opened'));
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  for (const socket of sockets) socket.destroy();
}

function opened(localAddress, whenOpen) {
  const where = { host: '127.0.0.1', port, localAddress };
  if (!isTls) return connect(where, whenOpen);
  return connectTls({ ...where, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] }, whenOpen);
}

function posting(text) {
  const head = `POST /api/responses HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n`;
  const whole = Buffer.from(head + text);
  const found = text.matchAll(/\{id\} {32}|\{receipt\} {55}/g);
  const places = [...found].map(({ index, 0: word }) => [Buffer.byteLength(head + text.slice(0, index)), word]);
  if (places.length === 0) return () => whole;
  return () => {
    // Another connection may still be sending the one before.
    const fresh = Buffer.from(whole);
    for (const [at, word] of places)
      fresh.write(word.startsWith('{id}') ? randomUUID() : randomBytes(32).toString('hex'), at);
    return fresh;
  };
}

function responses() {
  const one = template.replace('{id}', '{id}'.padEnd(36)).replace('{receipt}', '{receipt}'.padEnd(64));
  return `{"envelopes":[${Array.from({ length: ENVELOPES }, () => one).join()}]}`;
}

function objects(names, order) {
  return [...names].map((name) => `"${name}":{${members(order)}}`).join();
}

function members(order) {
  const keys = Array.from({ length: MEMBERS }, () => randomBytes(5).toString('hex').slice(0, 9));
  return order(keys)
    .map((key) => `"${key}":1`)
    .join();
}

function shuffled(keys) {
  return keys;
}

function reversed(keys) {
  return keys.sort().reverse();
}

function count(what) {
  answers[what] = (answers[what] ?? 0) + 1;
}
