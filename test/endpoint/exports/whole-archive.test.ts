import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { readFileSet } from '../../../src/endpoint/publishing/upload/kept-files.ts';
import { createKeyring } from '../../../src/endpoint/tokens/keyring.ts';
import { ask, TOKEN } from '../../support/ask.ts';
import { exportedBytes, named, newStorage, publisherOn, studyOptions, testApp, verdicts } from '../harness.ts';
import { gardenEnvelope, gardenFiles } from '../publishing/garden.ts';

const SURVEY = 'garden-to-keep';
const READER = 'a-reader-who-may-not-see-texts';

/** A survey that is published from the storage and answered once, with a text. */
async function answered() {
  const files = gardenFiles(SURVEY);
  const read = readFileSet(SURVEY, files);
  if (read.kind === 'faulty') throw new Error(JSON.stringify(read.faults));
  const surveys = new Map([[SURVEY, read.survey.published]]);
  const storage = await newStorage(studyOptions(surveys));
  const publisher = publisherOn(storage);
  await publisher.put({ survey: SURVEY, by: 'cabinet' }, files);
  await publisher.publish({ survey: SURVEY, by: 'cabinet' }, { isListed: false, isDry: false });
  const keyring = createKeyring(TOKEN, [named('reader', READER, 'read')]);
  const { app } = await testApp({ storage, surveys, publisher, keyring });
  expect((await verdicts(app, gardenEnvelope(SURVEY))).map(({ verdict }) => verdict)).toEqual(['stored']);
  return { app, files };
}

const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('utf8');

it('a survey is taken away in one archive: files, responses, texts and what is published', async () => {
  const { app, files } = await answered();
  const archive = unzipSync(await exportedBytes(app, `${SURVEY}.archive.zip`));
  const own = [...files.keys()].map((path) => `survey/${path}`);
  expect(Object.keys(archive).toSorted()).toEqual(
    ['comments.csv', 'publication.zip', 'responses.csv', 'responses.ndjson', ...own].toSorted(),
  );
  expect(text(archive['responses.ndjson'])).toContain('"plot":"shared"');
  expect(text(archive['responses.csv']).split('\r\n').filter(Boolean)).toHaveLength(2);
  expect(text(archive['comments.csv'])).toContain('More shade');
  expect(archive['survey/1.json']).toEqual(new Uint8Array(files.get('1.json') ?? []));
  expect(Object.keys(unzipSync(archive['publication.zip'] ?? new Uint8Array()))).toContain('datapackage.json');
});

it('the archive of a token that may read alone has neither texts nor files', async () => {
  const { app } = await answered();
  const { bytes } = await ask(app, `/api/export/${SURVEY}.archive.zip?today=1`, undefined, { token: READER });
  const archive = unzipSync(bytes);
  expect(Object.keys(archive).toSorted()).toEqual(['publication.zip', 'responses.csv', 'responses.ndjson']);
});
