import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../endpoint/harness.ts';
import { answersAt, CANONICAL } from '../support/barometer.ts';
import { type RunningEndpoint, startEndpoint } from '../support/endpoint.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { LONG, longTest, onlyLong } from '../support/long.ts';
import { type OtherBrowser, openFirefox, openWebKit, WEBKIT_CRASHED } from '../support/other-browsers.ts';
import { study } from '../support/surveys.ts';

const ANSWERS = { 'authority-type': 'departement', ...answersAt(CANONICAL.systemique) };

const NO_COOKIES = 'user_pref("network.cookie.cookieBehavior", 2);';

let folder: string;
let endpoint: RunningEndpoint;
let browser: OtherBrowser | undefined;
beforeEach(async () => {
  folder = await temporaryFolder();
  endpoint = await startEndpoint({ dataDir: join(folder, 'data') });
});
afterEach(async () => {
  await browser?.close();
  await endpoint.stop();
});

/** Chooses on the screen what is to be answered there, and says which question it was. */
const ANSWER = `
  const form = document.querySelector('form[data-question]');
  for (const [item, value] of Object.entries(${JSON.stringify(ANSWERS)}))
    for (const option of [value].flat())
      form?.querySelector('[name="' + item + '"][value="' + option + '"]:not(:checked)')?.click();
  return form?.dataset.question;`;

/** In `npm test`: goes from the question that was answered to the next one that is. */
function passOver(question: unknown): string {
  const asked = study.survey.questions.map(({ id }) => id);
  const next = study.survey.questions.find(
    ({ id, items }) => asked.indexOf(id) > asked.indexOf(String(question)) && items.some((item) => item in ANSWERS),
  );
  return `location.hash = '#/${next ? `question/${next.id}` : 'check'}'`;
}

test.each([
  ['Firefox', openFirefox] as const,
  ...onlyLong([
    ['WebKit', openWebKit] as const,
    ['Firefox where cookies are blocked', (profile: string) => openFirefox(profile, NO_COOKIES)] as const,
  ]),
])('%s opens, answers, finishes, sends and shows the card', { retry: WEBKIT_CRASHED }, async (_, open) => {
  browser = await open(folder);
  await browser.go(`${endpoint.url}/?c=other-browser`);
  await browser.until('return document.documentElement.dataset.ready !== undefined');
  await browser.tap('.begin');
  await browser.until('return document.querySelector("form[data-question]") !== null');
  for (let question = await browser.run(ANSWER); question; question = await browser.run(ANSWER)) {
    // A control fetched after its question is answered once it is there.
    await browser.until('return document.querySelector("form[data-question] :is(input, select, textarea)") !== null');
    await browser.run(ANSWER);
    await browser.tap('form[data-question] [type=submit]');
    await browser.until(`return document.querySelector('form[data-question="${question}"]') === null`);
    if (!LONG) await browser.run(passOver(question));
  }
  await browser.until('return document.querySelector("main[data-screen=check] button") !== null');
  await browser.run(
    '[...document.querySelectorAll("button")].find((one) => /Terminer|Finish/.test(one.textContent)).click()',
  );
  await browser.until('return document.querySelector("[data-delivery=received]") !== null');
  expect(await browser.run('return document.querySelector("[data-profile]").dataset.profile')).toBe('systemique');
  const [row, ...others] = await endpoint.rows();
  expect(others).toEqual([]);
  expect(row).toMatchObject({ status: 'complete', profile: 'systemique', channel: 'other-browser' });
  expect(row?.answers).toMatchObject({ 'authority-type': 'departement' });
});

// The driver of WebKit does nothing in a page that is not whole.
longTest('Firefox does what was tapped on the first picture when the rest of the page has come', async () => {
  const network = await startFaultProxy(endpoint.url);
  await network.fail('unfinished');
  browser = await openFirefox(folder);
  await browser.run(`location.href = '${network.url}'`);
  await browser.until('return performance.getEntriesByName("first-contentful-paint").length > 0');
  await browser.tap('.begin');
  await network.fail('ok');
  await browser.until('return document.querySelector("form input") !== null');
  await network.close();
});

longTest(
  'WebKit does not block later pages when a page was left while it was writing',
  async () => {
    browser = await openWebKit(folder);
    await browser.go(endpoint.url);
    await browser.until('return document.documentElement.dataset.ready !== undefined');
    await browser.tap('.begin');
    await browser.until('return document.querySelector("form[data-question] input") !== null');
    await browser.run('document.querySelector("form[data-question] input").click()');
    for (const visit of ['second', 'third']) {
      await browser.until('return document.querySelector("[data-save=saved]") !== null');
      // One write after another, so that one is under way when the page is left.
      await browser.run(`
      const options = document.querySelectorAll('form[data-question] input');
      let turn = 0;
      window.writing = setInterval(() => options[turn++ % options.length].click(), 5);`);
      await browser.go(`${endpoint.url}/?c=${visit}`);
      await browser.until('return document.querySelector("[aria-labelledby=drafts-title]") !== null');
      await browser.run('history.back()');
      await browser.until('return window.writing !== undefined');
      await browser.run('clearInterval(window.writing)');
    }
    // The page that came back does what it was asked while it was away.
    await browser.until('return document.querySelector("[data-save=saved]") !== null');
  },
  { retry: WEBKIT_CRASHED },
);

/** Takes a Web Lock as another tab would, until the page is left. Its promise rejects when the lock is stolen, as one test does on purpose. */
const HOLD = (name: string, options = {}, held = 'new Promise(() => {})') =>
  `navigator.locks.request(${name}, ${JSON.stringify(options)}, () => ${held}).catch(() => {});`;

longTest(
  'a page that WebKit keeps for Back asks again for the locks it waited for',
  async () => {
    browser = await openWebKit(folder);
    await browser.go(endpoint.url);
    await browser.until('return document.documentElement.dataset.ready !== undefined');
    await browser.run(HOLD('"outbox-copies"'));
    await browser.tap('.begin');
    await browser.until('return document.querySelector("form[data-question] input") !== null');
    // The page leaves by itself as soon as it waits for both locks. It waits 2 s at most for the one of the copies: on a slow machine
    // these may have passed, and another answer is given.
    await browser.run(`
    const named = async (which, prefix) =>
      (await navigator.locks.query())[which].map(({ name }) => name).find((name) => name.startsWith(prefix));
    const until = async (selector) => {
      while (!document.querySelector(selector)) await new Promise(requestAnimationFrame);
    };
    window.leaving = (async () => {
      for (let turn = 0; ; turn++) {
        document.querySelectorAll('form[data-question] input')[turn % 2].click();
        await until('[data-save=saved]');
        const draft = await named('held', 'draft:');
        let release;
        ${HOLD('draft', { steal: true }, 'new Promise((end) => { release = end; })')}
        for (const end = performance.now() + 1500; performance.now() < end; ) {
          if (!(await named('pending', draft)) || !(await named('pending', 'outbox-copies'))) continue;
          location.href = '/?c=elsewhere';
          return;
        }
        release();
        await until('form[data-question] input:enabled');
      }
    })();`);
    await browser.until('return document.querySelector("[aria-labelledby=drafts-title]") !== null');
    await browser.run('history.back()');
    await browser.until('return window.leaving !== undefined');
    await browser.until('return document.querySelector("[data-save=saved]") !== null');
    await browser.until('return document.querySelector("form[data-question] input:enabled") !== null');
  },
  { retry: WEBKIT_CRASHED },
);
