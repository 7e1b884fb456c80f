// A load generator in a separate process: 64 connections, each posting one response after the other, every id and every receipt new;
// or each reading `BENCH_PATH`, again and again, with the tag of `BENCH_TAG` where there is one. `BENCH_PAUSE` makes of it one phone, which
// rests so many milliseconds after each reply and prints how long it waited, or `NaN` where it was not answered as it should be.
// `BENCH_HEADERS` and `BENCH_STORED` are other headers of a post, and what else a good reply has. `BENCH_COUNT` ends it after so many requests; `BENCH_RATE` sends so many a second, each timed from when it was due.
import { randomBytes, randomUUID } from 'node:crypto';
import { connect } from 'node:net';

const [, , address, seconds] = process.argv;
const { hostname, port } = new URL(address);
const { BENCH_BODY: template, BENCH_PATH: path, BENCH_TAG: tag, BENCH_PAUSE: pause, BENCH_RATE: rate } = process.env;
const count = Number(process.env.BENCH_COUNT ?? Number.POSITIVE_INFINITY);
const CONNECTIONS = pause === undefined ? 64 : 1;
const { request, isRight } = template === undefined ? reading() : posting();
const latencies = [];
let wrong = 0;
let begun = 0;
const start = performance.now();
const end = start + Number(seconds) * 1000;

await Promise.all(Array.from({ length: CONNECTIONS }, converse));
const took = (performance.now() - start) / 1000;
latencies.sort((a, b) => a - b);
const at = (share) => latencies[Math.floor(latencies.length * share)];
console.log(JSON.stringify({ perSecond: latencies.length / took, p50: at(0.5), p99: at(0.99), wrong }));

function converse() {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let sent = 0;
    let heard = '';
    const ask = () => {
      if (begun === count || performance.now() > end) return socket.end(resolve);
      heard = '';
      const now = performance.now();
      sent = rate === undefined ? now : start + (begun * 1000) / rate;
      begun += 1;
      if (sent > now) setTimeout(() => socket.write(request()), sent - now);
      else socket.write(request());
    };
    socket.setNoDelay(true).setEncoding('latin1').on('connect', ask).on('error', reject);
    socket.on('data', (chunk) => {
      heard += chunk;
      if (!isWhole(heard)) return;
      const took = performance.now() - sent;
      latencies.push(took);
      if (!isRight(heard)) wrong += 1;
      if (pause === undefined) return ask();
      console.log(isRight(heard) ? took : Number.NaN);
      setTimeout(ask, Number(pause));
    });
  });
}

function posting() {
  const [before, between, after] = template.split(/\{id\}|\{receipt\}/);
  const length = Buffer.byteLength(before + between + after) + 36 + 64;
  const { BENCH_HEADERS: headers = 'Content-Type: application/json', BENCH_STORED: stored = '"stored"' } = process.env;
  const head = `POST ${path ?? '/api/responses'} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n${headers}\r\nContent-Length: ${length}\r\n\r\n${before}`;
  return {
    request: () => head + randomUUID() + between + randomBytes(32).toString('hex') + after,
    isRight: (reply) => reply.startsWith('HTTP/1.1 200') && reply.includes(stored),
  };
}

function reading() {
  const known = tag === undefined ? '' : `If-None-Match: ${tag}\r\n`;
  const head = `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept-Encoding: br\r\n${known}\r\n`;
  const status = tag === undefined ? 'HTTP/1.1 200' : 'HTTP/1.1 304';
  return { request: () => head, isRight: (reply) => reply.startsWith(status) };
}

function isWhole(text) {
  const body = text.indexOf('\r\n\r\n');
  if (body < 0) return false;
  if (text.startsWith('HTTP/1.1 304')) return true;
  const declared = /content-length: (\d+)/i.exec(text)?.[1];
  return declared ? text.length >= body + 4 + Number(declared) : text.endsWith('\r\n0\r\n\r\n');
}
