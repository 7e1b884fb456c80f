import { expect, test, vi } from 'vitest';
import type { ResultsFile } from '../../../src/core/results/results-file.ts';
import { readFileSet } from '../../../src/endpoint/publishing/upload/kept-files.ts';
import { ask as askOf } from '../../support/ask.ts';
import { passingDays, publisherOn, verdicts } from '../harness.ts';
import { gardenEnvelope, gardenRevision } from './garden.ts';

const SURVEY = 'garden';
const yesOrNo = (id: string) => ({
  id,
  kind: 'single',
  text: { en: id },
  required: true,
  evidence: 'study',
  options: ['yes', 'no'].map((option) => ({ id: option, label: { en: option } })),
});

/** The garden with three more questions, any of which may divide its respondents. */
function files(revision: number, stratum: string, results: ResultsFile, changes = {}) {
  const survey = JSON.parse(gardenRevision(SURVEY, revision, { stratum, ...changes }).toString());
  survey.sections[0].questions.splice(1, 0, ...['shade', 'bench', 'pond'].map(yesOrNo));
  return new Map([
    [`${revision}.json`, Buffer.from(JSON.stringify(survey))],
    ['results.json', Buffer.from(JSON.stringify(results))],
  ]);
}

/** An endpoint that has published its first night, of sixty people with a plot, and an author of its survey. */
async function opened(results: ResultsFile = {}) {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const read = readFileSet(SURVEY, files(1, 'plot', results));
  if (read.kind === 'faulty') throw new Error(JSON.stringify(read.faults));
  const { published } = read.survey;
  const endpoint = await passingDays({ surveys: new Map([[SURVEY, published]]) });
  const publisher = publisherOn(endpoint.storage);
  const author = async (act: 'put' | 'publish', given: ReadonlyMap<string, Uint8Array> = new Map()) => {
    const version = (await publisher.kept(SURVEY))?.version;
    const asked = { survey: SURVEY, by: 'author', ...(version && { version }) };
    const options = { isListed: true, isDry: false };
    return act === 'put' ? await publisher.put(asked, given) : await publisher.publish(asked, options);
  };
  /** What is said of the draft's own workbook, which goes back into it. */
  const reportOfWorkbook = async () => {
    const { draft, version = '' } = (await publisher.kept(SURVEY)) ?? {};
    const bytes = draft && (await publisher.workbook(draft, draft));
    const outcome = await publisher.putWorkbook(
      { survey: SURVEY, by: 'author', version },
      bytes instanceof Uint8Array ? bytes : Buffer.of(),
      { accepted: [], language: undefined },
    );
    return 'report' in outcome && outcome.report && 'lines' in outcome.report ? outcome.report.lines : [];
  };
  const held = async () => {
    const report = await publisher.report(SURVEY, { by: 'author' });
    return report && 'held' in report ? report.held.map(({ fr }) => fr) : [];
  };
  await author('put', files(1, 'plot', results));
  expect(await author('publish')).toMatchObject({ kind: 'done' });
  await endpoint.storage.publishRevision(SURVEY, 1, '2026-11-01');
  const answers = { plot: 'yes', shade: 'no', bench: 'no', pond: 'yes' };
  const sent = Array.from({ length: 60 }, () => gardenEnvelope(SURVEY, { answers, startedOn: '2026-11-01' }));
  expect(new Set((await verdicts(endpoint.app, ...sent)).map(({ verdict }) => verdict))).toEqual(new Set(['stored']));
  await endpoint.passTo(3);
  const ask = (call: string, body: object = {}) => askOf(endpoint.app, call, { survey: SURVEY, ...body });
  return { ...endpoint, publisher, author, reportOfWorkbook, held, ask };
}

test('the report of a draft says in one sentence that another division waits, and after a first final that it never comes', async () => {
  const { author, reportOfWorkbook, held, ask, passTo } = await opened();
  for (const [revision, stratum] of [
    [2, 'shade'],
    [3, 'bench'],
    [4, 'pond'],
  ] as const) {
    await author('put', files(revision, stratum, {}));
    const fr = 'Ce changement attend la clôture\u202f: les groupes.';
    expect(await held()).toEqual([fr]);
    const says = expect.objectContaining({ fr });
    expect(await reportOfWorkbook()).toContainEqual(expect.objectContaining({ code: 'publication.held', says }));
    expect(await author('publish')).toMatchObject({ kind: 'done' });
    expect(await author('publish')).toMatchObject({ kind: 'refused', code: 'draft.none' });
  }
  await author('put', files(5, 'plot', {}));
  expect(await held()).toEqual([]);
  await ask('close', { finalOn: '2026-11-05' });
  await passTo(5);
  await author('put', files(5, 'bench', {}));
  expect(await held()).toEqual(['Ce changement ne paraîtra jamais\u202f: les groupes.']);
});

test('a crossing that does not fit is refused with its code, the report of a results file says so, and what is left is shown', async () => {
  const crossed = (columns: string) => ({ rows: 'shade', columns });
  const listed = { id: 'first', ...crossed('bench') };
  const { app, author, held, ask, passTo } = await opened({ crossingsPerItem: 1, crossings: [listed] });
  const left = async () => (await askOf(app, `conduct/${SURVEY}`)).body.publication.left;
  expect(await left()).toMatchObject({ shade: 0, bench: 0, pond: 1 });
  const refused = { status: 409, body: { code: 'crossing.spent' } };
  const second = { ...crossed('pond'), wanted: 'listed' };
  expect(await ask('crossing', second)).toMatchObject(refused);
  await ask('close', { finalOn: '2026-11-05' });
  await passTo(5);
  await ask('reopen');
  // Unlisted, what its final results have spent does not return.
  await author('put', files(2, 'plot', { crossingsPerItem: 1, crossings: [{ id: 'second', ...crossed('pond') }] }));
  expect(await held()).toEqual(['Ce croisement ne rentre plus\u202f: questions 2 × 4.']);
  expect(await ask('crossing', second)).toMatchObject(refused);
});
