import { takeWorkbook } from '../../src/authoring/workbook/take-workbook.ts';
import { putFiles } from '../support/ask.ts';
import { type RunningEndpoint, startEndpoint } from '../support/endpoint.ts';
import { settingsOf, xlsxOf } from '../support/xlsx.ts';
import { FREELY, PER_SECOND, timedPosts } from './publishing.ts';
import { benchFolder, type Line, line, median, ms, printTable, quantile } from './table.ts';

const ROWS = 2_000;
/** Milliseconds of each run. */
const WATCHED = 15_000;
const ROUNDS = 5;

/** `npm run bench -- workbook`: how long a large workbook takes, and what posts wait for it. */
export async function bench(): Promise<void> {
  const dataDir = benchFolder();
  printTable('workbook', [reading(), await posts(dataDir)]);
}

/** Choices with conditions between them, in chains of fifty. */
function largeWorkbook(): Uint8Array {
  const questions = Array.from({ length: ROWS - 8 }, (_, index) => [
    'select_one yn',
    `q${index}`,
    `Question ${index}, is it so?`,
    ...(index % 50 === 0 ? [] : [`\${q${index - (index % 50)}} = 'yes'`]),
  ]);
  return xlsxOf({
    survey: [['type', 'name', 'label', 'relevant'], ...questions],
    choices: [
      ['list_name', 'name', 'label'],
      ['yn', 'yes', 'Yes'],
      ['yn', 'no', 'No'],
    ],
    settings: settingsOf('Large', 'large', 'English (en)'),
  });
}

function reading(): Line {
  const bytes = largeWorkbook();
  const taken = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    takeWorkbook(bytes, { lists: new Map(), id: 'large' });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  const what = `a workbook of ${ROWS} rows, read and reported on, of a processor`;
  const each = taken.map((one) => one.toFixed(0)).join(', ');
  return line(what, `${ms(median(taken))} (${each})`, ms(2_000), median(taken) <= 2_000);
}

/** The 99th percentile of posts while workbooks are read one after the other, and without, in alternating runs. */
async function posts(dataDir: string): Promise<Line> {
  const endpoint = await startEndpoint({ dataDir, env: { ...FREELY, SURVEYS_DIR: 'public/surveys' } });
  const ratios: number[] = [];
  const pairs: string[] = [];
  let read = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const quiet = await slowPost(endpoint);
    const stop = new AbortController();
    const uploads = uploadUntil(endpoint, `round-${round}`, stop.signal);
    const busy = await slowPost(endpoint);
    stop.abort();
    read += await uploads;
    ratios.push(busy / quiet);
    pairs.push(`${quiet.toFixed(0)}→${busy.toFixed(0)}`);
  }
  await endpoint.stop();
  const what = `p99 of ${PER_SECOND} posts a second while ${read} workbooks are read, times that without`;
  return line(what, `${median(ratios).toFixed(2)} (${pairs.join(', ')} ms)`, '1.20', median(ratios) <= 1.2);
}

async function slowPost({ url }: RunningEndpoint): Promise<number> {
  return quantile(await timedPosts(url, WATCHED), 0.99);
}

/** Puts the workbook into a draft again and again; returns how often. */
async function uploadUntil({ url }: RunningEndpoint, survey: string, ended: AbortSignal): Promise<number> {
  const body = new Uint8Array(largeWorkbook());
  let version = '';
  let count = 0;
  while (!ended.aborted) {
    version = await putFiles(url, survey, new Map([['workbook.xlsx', body]]), { version });
    count++;
  }
  return count;
}
