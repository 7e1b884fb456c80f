import * as v from 'valibot';
import { type Fault, fault, schemaFaults, unknown } from '../survey/fault.ts';
import { emblemsOf, type PresentationFile, presentationSchema } from '../survey/presentation.ts';
import type { SurveyFile } from '../survey/survey-schema.ts';
import type { Fact } from '../survey/typology-schema.ts';
import { languageFaults } from './language-check.ts';

type PresentationCheck =
  | { readonly kind: 'presentation'; readonly presentation: PresentationFile }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] };

/** Takes every revision of the survey, the current one first: a profile that was removed may keep its emblem. */
export function checkPresentation(json: unknown, [current, ...before]: readonly SurveyFile[]): PresentationCheck {
  const parsed = v.safeParse(presentationSchema, json);
  if (!parsed.success) return { kind: 'faulty', faults: schemaFaults(parsed.issues) };
  const presentation = parsed.output;
  const known = new Set([current, ...before].flatMap((file) => file?.typology?.profiles.map(({ id }) => id) ?? []));
  const faults = [
    ...languageFaults(presentation, current?.languages ?? []),
    ...Object.keys(presentation.profiles ?? {})
      .filter((id) => !known.has(id))
      .map((id) => fault(`profiles.${id}`, 'unknown', 'profile', id)),
    ...glanceFaults(presentation, [current, ...before]),
    ...aloudFaults(presentation, [current, ...before]),
    ...alikeFaults(emblemsOf(current?.typology?.profiles ?? [], presentation)),
  ];
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'presentation', presentation };
}

/** Profiles must differ in shape, not only in colour. */
function alikeFaults(emblems: ReturnType<typeof emblemsOf>): readonly Fault[] {
  const first = new Map<string, string>();
  return Object.entries(emblems).flatMap(([id, { emblem }]) => {
    const drawing = String(emblem);
    const other = first.get(drawing);
    if (other !== undefined) return [fault(`profiles.${id}.emblem`, 'same-emblem', other)];
    first.set(drawing, id);
    return [];
  });
}

/** Finds sentences of an unknown profile, or that need an unknown criterion: they would never be shown. */
function aloudFaults({ aloud }: PresentationFile, files: readonly (SurveyFile | undefined)[]): readonly Fault[] {
  const criteria = new Set(files.flatMap((file) => file?.typology?.criteria.map(({ id }) => id) ?? []));
  const profiles = new Set(files.flatMap((file) => file?.typology?.profiles.map(({ id }) => id) ?? []));
  return Object.entries(aloud?.profiles ?? {}).flatMap(([id, sentences]) => {
    const path = `aloud.profiles.${id}`;
    if (!profiles.has(id)) return [fault(path, 'unknown', 'profile', id)];
    return sentences.flatMap(({ needs }, place) =>
      unknown('criterion', needs, (one) => criteria.has(one), `${path}.${place}.needs`),
    );
  });
}

/** Finds short texts about something that no revision has: they would never be shown. */
function glanceFaults({ glance }: PresentationFile, files: readonly (SurveyFile | undefined)[]): readonly Fault[] {
  const criteria = files.flatMap((file) => file?.typology?.criteria ?? []);
  const facts = files.flatMap((file) => file?.facts ?? []);
  return [
    ...Object.entries(glance?.criteria ?? {}).flatMap(([id, { total }]) => {
      const path = `glance.criteria.${id}`;
      const known = criteria.filter((one) => one.id === id);
      if (known.length === 0) return [fault(path, 'unknown', 'criterion', id)];
      return (total?.sum ?? [])
        .filter((sum) => !known.some((one) => one.facts.includes(sum)) || kindOf(facts, sum) !== 'count')
        .map((sum) => fault(`${path}.total`, 'fact-not-counted', id, sum));
    }),
    ...Object.entries(glance?.facts ?? {}).flatMap(([id, said]) => {
      const path = `glance.facts.${id}`;
      const known = facts.filter((one) => one.id === id);
      if (known.length === 0) return [fault(path, 'no-fact', id)];
      return Object.keys(said)
        .filter((value) => !known.some((one) => shortsOf(one).includes(value)))
        .map((value) => fault(path, 'never-is', id, value));
    }),
  ];
}

function kindOf(facts: readonly Fact[], id: string): Fact['kind'] | undefined {
  return facts.find((one) => one.id === id)?.kind;
}

function shortsOf(fact: Fact): readonly string[] {
  switch (fact.kind) {
    case 'flag':
      return ['yes', 'no'];
    case 'count':
      return [];
    case 'category':
      return fact.cases.map(({ id }) => id);
    case 'set':
      return ['none', ...fact.members.map(({ id }) => id)];
  }
}
