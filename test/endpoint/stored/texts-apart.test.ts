import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { StorageUnavailable } from '../../../src/endpoint/storage/storage.ts';
import { textsApart } from '../../../src/endpoint/stored/texts-apart.ts';
import { collected } from '../../contracts/responses.ts';
import { DAY, envelope, openSqlite, receivedOf, SECRET, studySurveys, temporaryFolder } from '../harness.ts';

it('a response whose survey is deleted between its check and its storing is not stored with its text', async () => {
  const surveys = new Map(await studySurveys());
  const folder = await temporaryFolder();
  const storage = openSqlite(join(folder, 'responses.sqlite'), { texts: textsApart(surveys, SECRET) });
  onTestFinished(() => storage.close());
  const one = envelope({ answers: { 'authority-type': 'commune', 'free-comment': 'MARKER' } });
  surveys.delete(one.survey);
  const storing = async () => await storage.store([receivedOf(one)], [], DAY);
  await expect(storing()).rejects.toThrow(StorageUnavailable);
  expect(await collected(storage.all(one.survey))).toEqual([]);
  expect(await readFile(join(folder, 'responses.sqlite-wal'), 'latin1')).not.toContain('MARKER');
});
