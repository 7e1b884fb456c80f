import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Json, readFixture, withChange } from '../../support/surveys.ts';
import { envelope } from '../harness.ts';

export const GARDEN = 'shared-garden';
/** Tests that share an endpoint publish under ids of their own. */
export const newId = () => `garden-${randomUUID().slice(0, 8)}`;
const PICTURE = readFileSync('public/surveys/numerique-territorial/screenshots/question-narrow.png');

/** A revision of the garden's survey under another id, open without an end. */
export function gardenRevision(survey: string, revision: number, changes: Readonly<Record<string, Json>> = {}): Buffer {
  const open = withChange(
    withChange(withChange(readFixture(GARDEN), 'closedFrom'), 'id', survey),
    'revision',
    revision,
  );
  const written = Object.entries(changes).reduce<unknown>((json, [path, value]) => withChange(json, path, value), open);
  return Buffer.from(JSON.stringify(written));
}

/** The files of a survey as they are uploaded. */
export function gardenFiles(survey: string): ReadonlyMap<string, Uint8Array> {
  return new Map([
    ['1.json', gardenRevision(survey, 1)],
    ['previews/opening.png', PICTURE],
  ]);
}

/** A response to it. */
export const gardenEnvelope = (survey: string, changes: Parameters<typeof envelope>[0] = {}) =>
  envelope({
    survey,
    revision: 1,
    language: 'en',
    channel: null,
    lastQuestion: 'hours',
    answers: { plot: 'shared', 'plot-other': 'More shade' },
    ...changes,
  });
