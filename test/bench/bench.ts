import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../../src/build/chromium.mjs';
import { pathThrough } from '../../src/core/answering/flow.ts';
import { factsFrom } from '../../src/core/typology/facts.ts';
import { classify } from '../../src/core/typology/typology.ts';
import { checkEnvelope } from '../../src/endpoint/intake/envelope-check.ts';
import { readBatch } from '../../src/endpoint/intake/read-batch.ts';
import { textsApart } from '../../src/endpoint/stored/texts-apart.ts';
import { canonicalForm } from '../../src/wire/canonical.ts';
import { toWire } from '../../src/wire/wire-answers.ts';
import { envelope } from '../endpoint/harness.ts';
import { answersAt, CANONICAL } from '../support/barometer.ts';
import { startEndpoint } from '../support/endpoint.ts';
import { MIRRORED, withPseudoLanguages } from '../support/pseudo-texts.ts';
import { shippedSurveys } from '../support/shipped.ts';
import { builtSurvey, readPublic, study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';
import { processorToPicture } from './first-picture.ts';
import { serveFloor, servePlainPage } from './floor/serve.ts';
import { loadEndpoint } from './ingest.ts';
import { firstLoads, interview, relaunches, secondVisits, swappedInterview } from './pages.ts';
import { PROFILES } from './phone.ts';
import { pseudoSurveys } from './pseudo-surveys.ts';
import { untilPublished, visitResults } from './results-page.ts';
import { benchFolder, type Line, limit, line, median, ms, printTable, quantile, times } from './table.ts';
import { taskTimes } from './task-times.ts';

const { survey } = study;
/** A survey that is not that of the bare address. */
const OTHER = builtSurvey(withPseudoLanguages(readPublic('exemple-benevolat/1.json')));
const OTHER_LANGUAGE = 'en';
const answers = wholeAnswers(survey, { ...answersAt(CANONICAL.systemique), 'free-comment': 'é'.repeat(900) });
const sent = envelope({ channel: null, answers: toWire(pathThrough(survey, answers)) });

/** Times the floor's first answer, by network and processor. */
const KEPT = { A: 1.3, B: 1.4 } as const;

export async function bench(): Promise<void> {
  await benchPages();
  await benchCode();
  await benchIngest();
}

async function benchPages(): Promise<void> {
  const dataDir = benchFolder();
  const endpoint = await startEndpoint({ dataDir });
  const SURVEYS_DIR = await pseudoSurveys(benchFolder());
  const mirror = await startEndpoint({ dataDir: benchFolder(), env: { SURVEYS_DIR } });
  const floor = await serveFloor(survey);
  const plain = await servePlainPage(survey);
  const executablePath = findChromium();
  const browser = await chromium.launch({ args: [...CHROMIUM_ARGS], ...(executablePath ? { executablePath } : {}) });
  const english = await serveFloor({ ...OTHER, languages: [OTHER_LANGUAGE] });
  const toLeft = await serveFloor({ ...OTHER, languages: [MIRRORED] });
  const sites = [
    { url: endpoint.url, isApp: true },
    { url: floor.url, isApp: false },
    { url: plain.url, isApp: false },
    { url: `${endpoint.url}/?s=${OTHER.id}&lang=${OTHER_LANGUAGE}`, isApp: true },
    { url: english.url, isApp: false },
    { url: `${mirror.url}/?s=${OTHER.id}&lang=${MIRRORED}`, isApp: true },
    { url: toLeft.url, isApp: false },
  ];
  const lines: Line[] = [];
  let answerable: number | undefined;
  for (const profile of [PROFILES.A, PROFILES.B]) {
    const [app, least, written, ...others] = await firstLoads(browser, sites, profile);
    if (!app || !least || !written) throw new Error('all sites are measured');
    answerable ??= least.answerable;
    const { name } = profile;
    const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
    lines.push(
      line(
        `transferred until the first answer is kept, headers included (${name})`,
        kilobytes(app.bytes),
        `floor ${kilobytes(least.bytes)}`,
      ),
      ratio(`opening painted, of a plain page (${name})`, app.painted, written.painted, 1.25),
      ratio(`first question answerable (${name})`, app.answerable, least.answerable, 1),
      // The floor keeps none: beside the moment at which it can be given there.
      ratio(`first answer kept on the device (${name})`, app.kept, least.answerable, KEPT[name]),
      line(`requests to third parties (${name})`, String(app.thirdParties), '0', app.thirdParties === 0),
    );
    for (const how of ['in its second language', 'right to left']) {
      const [other, otherLeast] = others.splice(0, 2);
      if (!other || !otherLeast) throw new Error('another survey and its floor are measured');
      const what = `first question answerable, another survey ${how} (${name})`;
      lines.push(ratio(what, other.answerable, otherLeast.answerable, 1));
    }
  }
  await mirror.stop();
  const [drawn, , written] = await processorToPicture(browser, sites.slice(0, 3));
  if (!drawn || !written) throw new Error('three sites are measured');
  const what = `processor to the first picture, not slowed; of a plain page ${ms(written.processor)}`;
  lines.push(limit(what, drawn.processor, 16));
  const stopped = { isWorkerStopped: true };
  const running = { isWorkerStopped: false };
  const [next, soon, floorVisit] = await secondVisits(browser, [
    { url: endpoint.url, isApp: true, ...stopped },
    { url: endpoint.url, isApp: true, ...running },
    { url: floor.url, isApp: false, ...running },
  ]);
  if (!next || !soon || !floorVisit) throw new Error('three kinds of visit are measured');
  lines.push(
    ratio('second visit answerable, worker stopped (A)', next.answerable, floorVisit.answerable, 1.3),
    ratio('second visit answerable, worker running (A)', soon.answerable, floorVisit.answerable, 1.3),
    limit('first byte of a second visit, worker stopped', next.firstByte, 20),
    line('first byte of a second visit, worker running', ms(soon.firstByte), ''),
  );
  const ours = await interview(browser, endpoint.url, survey);
  const least = await swappedInterview(browser, ours.drawn, survey);
  const [first, again] = await relaunches(browser, endpoint.url, survey, [stopped, running]);
  lines.push(
    limit('relaunch without network to the resumed question, worker stopped', first?.resumed ?? Number.NaN, 450),
    limit('relaunch without network to the resumed question, worker running', again?.resumed ?? Number.NaN, 450),
  );
  const p95 = quantile(ours.taps, 0.95);
  const inp = 'tap on a choice (INP, steps of 8 ms)';
  lines.push(
    limit(`${inp}, median`, median(ours.taps), median(least.taps) + 8, 'floor + 8 = '),
    limit(`${inp}, p95`, p95, quantile(least.taps, 0.95) + 16, 'floor + 16 = '),
    limit('answer durable after the tap, p95', quantile(ours.durable, 0.95), p95 + 10, 'INP + 10 = '),
    line('  an empty put there, p95', ms(quantile(least.durable, 0.95)), ''),
  );
  const heaps = ours.heaps.map((bytes) => `${(bytes / 1e6).toFixed(2)} MB`).join(', ');
  const isFlat = Math.max(...ours.heaps) <= Math.min(3e6, 1.05 * Math.min(...ours.heaps));
  lines.push(line('heap after 11 and 30 questions', heaps, '3.0 MB, the same', isFlat));
  const tasks = await taskTimes(browser, endpoint.url, survey);
  lines.push(
    limit(`cpu of the heaviest next question, unslowed (${tasks.what})`, tasks.next, 12),
    limit('cpu of the scripts from the last tap to the card, in its frame, unslowed', tasks.card, 16),
    limit('cpu of the longest task of an interview, times 4', 4 * tasks.longest, 50),
  );
  for (const one of [plain, floor, english, toLeft]) one.close();
  await endpoint.stop();
  const shown = await startEndpoint({ dataDir, words: ['demo', join(dataDir, 'shown')] });
  await untilPublished(shown.url);
  const readable = await visitResults(browser, shown.url);
  await shown.stop();
  lines.push(ratio('results readable, cold (A)', readable, answerable ?? Number.NaN, 1.5));
  await browser.close();
  printTable('on a phone, processor slowed 4× where not said otherwise', lines);
}

async function benchCode(): Promise<void> {
  const read = await shippedSurveys();
  const text = canonicalForm(sent) ?? '';
  const classified = microseconds(() => classify(survey, factsFrom(survey, pathThrough(survey, answers).answers)));
  const { apart: takeApart } = textsApart(read.surveys, { forTexts: new Uint8Array(32) });
  const received = { envelope: sent, digest: '0'.repeat(64) };
  const apart = microseconds(() => takeApart(received, '2026-11-24'));
  const days = { today: '2026-11-24', at: 0, closings: new Map() };
  const body = Buffer.from(`{"envelopes":[${text}]}`);
  const checked = microseconds(() => {
    const batch = readBatch(body);
    if (batch.kind === 'envelopes') for (const one of batch.envelopes) checkEnvelope(one, read.surveys, days);
  });
  printTable(`in Node ${process.versions.node}`, [
    line('path, facts and profile of one response', `${classified.toFixed(1)} µs`, '50 µs', classified <= 50),
    line('texts of one response, kept apart', `${apart.toFixed(1)} µs`, ''),
    line('scan, parse, check and digest of one envelope', `${checked.toFixed(1)} µs`, '40 µs', checked <= 40),
  ]);
}

async function benchIngest(): Promise<void> {
  // Each is sent with a new id and receipt.
  const body = `{"envelopes":[${canonicalForm({ ...sent, id: '{id}', receiptHash: '{receipt}' })}]}`;
  const { perSecond, p50, p99, processor, steady, wrong } = await loadEndpoint(body);
  const lost = wrong + steady.wrong;
  printTable(`${(body.length / 1000).toFixed(1)} kB responses on 64 connections`, [
    line('fsync before each verdict', `${perSecond.toFixed(0)} /s, p50 ${ms(p50)}, p99 ${ms(p99)}`, ''),
    line('processor a response, all threads', `${processor.toFixed(0)} µs`, '430 µs', processor <= 430),
    limit('p99 at 1 000 a second', steady.p99, 60),
    line('answers that were not "stored"', String(lost), '0', lost === 0),
  ]);
}

/** Warmed up, then the mean of many; of the processor's time, which neighbours on the machine lengthen less than the clock's. */
function microseconds(work: () => unknown): number {
  for (let i = 0; i < 2_000; i++) work();
  const runs = 5_000;
  const start = process.cpuUsage();
  for (let i = 0; i < runs; i++) work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / runs;
}

function ratio(what: string, ours: number, floor: number, budget: number): Line {
  return line(what, `${ms(ours)} = ${times(ours / floor)}`, `${times(budget)} of ${ms(floor)}`, ours / floor <= budget);
}
