import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { settingsFrom } from '../../src/endpoint/process/settings.ts';
import { runCommand } from '../../src/host/commands/commands.ts';
import { readPair } from '../../src/host/commands/sealing-command.ts';
import { isPinOf } from '../../src/sealing/pin-check.ts';
import { gardenFiles, newId } from '../endpoint/publishing/garden.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { ask, publish, TOKEN } from '../support/ask.ts';
import { enterDesk, showDeskPage } from '../support/desk-visit.ts';
import { sharedJourney } from '../support/journeys.ts';
import { NOTICE_EN } from '../support/notice.ts';
import { ENGLISH, respondent } from '../support/respondent.ts';
import { builtSurvey, readFixture } from '../support/surveys.ts';
import { takeTablet } from '../support/take-tablet.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const GARDEN = builtSurvey(readFixture('shared-garden'));

const journey = sharedJourney();

test('from a survey without keys to a printed sheet and a sealed response, without leaving the desk', async () => {
  const { url } = journey.network;
  const survey = newId();
  const notice = JSON.stringify({ ...NOTICE_EN, channels: [{ id: 'fair', label: { en: 'Garden fair' } }] });
  await publish(url, survey, new Map([...gardenFiles(survey), ['notice.json', Buffer.from(notice)]]));
  const { page } = await journey.openVisit();
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData()}`));
  const textOf = async (selector: string) => (await page.locator(`.sheet ${selector}`).textContent()) ?? '';
  await enterDesk(page, url, TOKEN);
  await showDeskPage(page, `inviting?s=${survey}&c=fair`);
  // Only this survey has the channel: the page of another may still be shown.
  const channel = page.getByRole('region', { name: 'Garden fair' });
  await channel.getByText('Lien pour une tablette de terrain').click();
  await channel.getByRole('link', { name: 'Préparer la feuille de terrain' }).click();
  await page.getByText('Cette enquête n’a pas de clés').waitFor();
  expect(await page.locator('.sheet [data-resume-code]').count()).toBe(0);
  await page.getByRole('button', { name: 'Faire les clés…' }).click();
  await page.getByRole('heading', { name: 'Clé de réserve' }).first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator('.sheet', { hasText: /: barometre keys restore FICHIER\./ }).waitFor();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Enregistrer le fichier' }).click();
  const file = await (await saving).path();
  const pair = await readPair(file);
  // On paper the same key, and nothing of the page around it.
  await page.evaluate(() => Reflect.set(window, 'print', () => {}));
  await page.getByRole('button', { name: 'Imprimer la clé de réserve' }).click();
  const input = await page.pdf({ preferCSSPageSize: true });
  const picture = execFileSync('pdftoppm', ['-r', '150', '-png'], { input, maxBuffer: 64_000_000 });
  const read = execFileSync('zbarimg', ['--quiet', '--raw', 'png:-'], { input: picture, encoding: 'utf8' });
  expect(JSON.parse(read)).toEqual(pair);
  const secrets = [pair.private, await textOf('p.typed')];
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.getByRole('button', { name: 'mettre les clés en service' }).click();
  const four = await textOf('[data-four]');
  expect(sent.filter((one) => one.includes(pair.key))).toHaveLength(1);
  expect(sent.filter((one) => secrets.some((secret) => one.includes(secret)))).toEqual([]);
  const proven = await runCommand(['keys', 'prove', file], settingsFrom({ DATA_DIR: journey.dataDir }));
  expect(proven.says).toContain('opens what is sealed to it');
  await page.getByLabel('Si personne ne la touche, la tablette pose une question après').selectOption('5 minutes');
  const link = await textOf('.address');
  expect(link).toMatch(new RegExp(`^${url}/\\?mode=field&s=${survey}&c=fair&key=[0-9a-f]{16}&idle=5#/field/`));
  expect(await isPinOf(link.split('#/field/')[1] ?? '', await textOf('[data-pin]'))).toBe(true);

  const { page: tablet } = await journey.openPhone({ at: link });
  await expect.poll(async () => (await tablet.locator('[data-day="keys"] li').allTextContents()).join(' ')).toBe(four);
  await tablet.getByLabel('The 17 symbols').fill(await textOf('[data-resume-code]'));
  await tablet.getByRole('button', { name: 'Give the code' }).click();
  await takeTablet(tablet);
  await tablet.locator('[data-field="sealed"]').waitFor();
  await respondent(tablet, GARDEN, wholeAnswers(GARDEN), { words: ENGLISH }).complete();
  const rows = async () => (await ask(url, `/api/export/${survey}.ndjson?today=1`)).text;
  await expect.poll(rows).toMatch(/"status":"complete".*"mode":"field","channel":"fair"/);
});
