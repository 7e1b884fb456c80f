import { uiLanguageOf } from '../../words/languages.ts';
import { type Fault, fault, unknown } from '../survey/fault.ts';
import { emblemsOf, type PresentationFile } from '../survey/presentation.ts';
import type { SurveyFile } from '../survey/survey-schema.ts';
import type { Fact, Typology } from '../survey/typology-schema.ts';
import { namesOf } from '../typology/fact-domain.ts';
import { languageFaults } from './language-check.ts';

/** Takes every revision of the survey, the current one first: a profile that was removed may keep its emblem. */
export function presentationFaults(presentation: PresentationFile, files: readonly SurveyFile[]): readonly Fault[] {
  const [current] = files;
  const known = new Set(files.flatMap(({ typology }) => typology?.profiles.map(({ id }) => id) ?? []));
  const criteria = files.flatMap(({ typology }) => typology?.criteria ?? []);
  const facts = files.flatMap((file) => file.facts);
  const isDecisive = (key: string) => [...criteria, ...facts].some(({ id }) => id === key.replace(/\..*/, ''));
  const questions = files.flatMap(({ sections }) => sections.flatMap((section) => section.questions));
  const isAnswer = (key: string) =>
    questions.some((one) => one.kind === 'single' && one.options.some(({ id }) => key === `${one.id}.${id}`));
  const languages = current?.languages ?? [];
  const { interface: buttons, translations = {} } = presentation;
  return [
    ...languageFaults(presentation, languages),
    ...(buttons && !uiLanguageOf(buttons) ? [fault('interface', 'no-buttons', buttons)] : []),
    ...unknown('language', Object.keys(translations), (tag) => languages.includes(tag), 'translations'),
    ...Object.keys(presentation.profiles ?? {})
      .filter((id) => !known.has(id))
      .map((id) => fault(`profiles.${id}`, 'unknown', 'profile', id)),
    ...glanceFaults(presentation, criteria, facts),
    ...aloudFaults(presentation, known, criteria),
    ...unknown('criterion', Object.keys(presentation.deciding ?? {}), isDecisive, 'deciding'),
    ...unknown('option', Object.keys(presentation.speakers ?? {}), isAnswer, 'speakers'),
    ...alikeFaults(emblemsOf(current?.typology?.profiles ?? [], presentation)),
  ];
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
function aloudFaults({ aloud }: PresentationFile, profiles: ReadonlySet<string>, criteria: Typology['criteria']) {
  return Object.entries(aloud?.profiles ?? {}).flatMap(([id, sentences]) => {
    const path = `aloud.profiles.${id}`;
    if (!profiles.has(id)) return [fault(path, 'unknown', 'profile', id)];
    return sentences.flatMap(({ needs }, place) =>
      unknown('criterion', needs, (one) => criteria.some(({ id }) => id === one), `${path}.${place}.needs`),
    );
  });
}

/** Finds short texts about something that no revision has: they would never be shown. */
function glanceFaults(
  { glance }: PresentationFile,
  criteria: Typology['criteria'],
  facts: readonly Fact[],
): readonly Fault[] {
  const counts = facts.flatMap(({ id, kind }) => (kind === 'count' ? [id] : []));
  return [
    ...Object.entries(glance?.criteria ?? {}).flatMap(([id, { total }]) => {
      const path = `glance.criteria.${id}`;
      const known = criteria.filter((one) => one.id === id);
      if (known.length === 0) return [fault(path, 'unknown', 'criterion', id)];
      return (total?.sum ?? [])
        .filter((sum) => !known.some((one) => one.facts.includes(sum)) || !counts.includes(sum))
        .map((sum) => fault(`${path}.total`, 'fact-not-counted', id, sum));
    }),
    ...Object.entries(glance?.facts ?? {}).flatMap(([id, said]) => {
      const path = `glance.facts.${id}`;
      const known = facts.filter((one) => one.id === id);
      if (known.length === 0) return [fault(path, 'no-fact', id)];
      return Object.keys(said)
        .filter(
          (value) => !known.some((one) => (one.kind === 'set' && value === 'none') || namesOf(one).includes(value)),
        )
        .map((value) => fault(path, 'never-is', id, value));
    }),
  ];
}
