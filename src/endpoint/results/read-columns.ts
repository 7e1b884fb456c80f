import { setImmediate } from 'node:timers/promises';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { codingOf, encoderOf } from '../../core/results/coding.ts';
import { type Columns, PROFILE } from '../../core/results/columns.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { factsFrom } from '../../core/typology/facts.ts';
import { classify } from '../../core/typology/typology.ts';
import type { WireAnswers } from '../../wire/envelope.ts';
import { fromWire } from '../../wire/wire-answers.ts';
import type { Storage } from '../storage/storage.ts';
import { markedAside } from '../stored/set-aside.ts';

/** Responses coded between two turns of the event loop. */
const SLICE = 100;

/** Every response received before this day (YYYY-MM-DD), on its side; those set aside count nowhere. */
export async function readColumns(
  storage: Pick<Storage, 'all' | 'aside'>,
  published: PublishedSurvey,
  { before, keyOf }: { readonly before: string; readonly keyOf: (id: string) => number },
): Promise<Columns> {
  const revisions = [...published.revisions.values()].sort((one, other) => one.revision - other.revision);
  const coding = codingOf(revisions, published.results);
  const encoders = new Map(revisions.map((survey) => [survey.revision, encoderOf(coding, survey)]));
  const planes = growing(coding.width + 3);
  const keys: number[] = [];
  for await (const { response, isAside } of markedAside(storage, published.current.id)) {
    const survey = published.revisions.get(response.revision);
    const encode = encoders.get(response.revision);
    if (!survey || !encode || response.receivedOn >= before) continue;
    const answers = fromWire(JSON.parse(response.answers) as WireAnswers);
    const isComplete = response.status === 'complete';
    keys.push(keyOf(response.id));
    planes.add([
      isComplete && !isAside ? 1 : 0,
      !isComplete && !isAside ? 1 : 0,
      isComplete ? profileCode(published.current, survey, answers) : PROFILE.none,
      ...encode({ answers, status: response.status, lastQuestion: response.lastQuestion }),
    ]);
    if (keys.length % SLICE === 0) await setImmediate();
  }
  const [counted = new Uint8Array(), unfinished = counted, profiles = counted, ...bytes] = planes.cut();
  return { coding, length: keys.length, keys: Uint32Array.from(keys), counted, unfinished, profiles, bytes };
}

/** By the rule of the revision that was answered, as a place among the profiles of the current one. */
function profileCode(current: Survey, survey: Survey, answers: ReturnType<typeof fromWire>): number {
  if (!survey.typology) return PROFILE.none;
  const found = classify(survey, factsFrom(survey.facts, answers));
  if (found.kind !== 'profile') return PROFILE.none;
  if (found.composite) return PROFILE.composite;
  const place = current.typology?.profiles.findIndex(({ id }) => id === found.profile) ?? -1;
  return place < 0 ? PROFILE.none : PROFILE.first + place;
}

/** Columns of bytes whose number of rows is known at the end. */
function growing(width: number) {
  let planes = Array.from({ length: width }, () => new Uint8Array(1024));
  let length = 0;
  return {
    add(row: readonly number[]) {
      if (length === planes[0]?.length) planes = planes.map((plane) => grown(plane));
      for (const [index, plane] of planes.entries()) plane[length] = row[index] ?? 0;
      length++;
    },
    cut: () => planes.map((plane) => plane.subarray(0, length)),
  };
}

function grown(plane: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * plane.length);
  larger.set(plane);
  return larger;
}
