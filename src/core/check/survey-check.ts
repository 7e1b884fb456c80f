import { checkJson, type Fault, fault } from '../survey/fault.ts';
import { type Areas, type Survey, toSurvey, withAreas } from '../survey/questionnaire.ts';
import { type SurveyFile, surveySchema } from '../survey/survey-schema.ts';
import { affinityFaults, affinityReachFaults } from './affinity-check.ts';
import { identityFaults } from './identity-check.ts';
import { languageFaults, tagFaults } from './language-check.ts';
import { linkFaults } from './link-check.ts';
import { profileFaults } from './profile-check.ts';
import { questionReachFaults } from './question-reach.ts';
import { typologyFaults } from './typology-check.ts';

type SurveyCheck =
  | { readonly kind: 'survey'; readonly file: SurveyFile; readonly survey: Survey }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] };

/**
 * Checks a survey file completely: its shape; then its lists, ids and languages; then the references between its parts; then
 * that every question and profile can be reached. Each step runs only if the one before passed, so that one mistake makes one fault.
 * The file that it returns has the areas of its lists written out, so that rules may name them like other options.
 * It runs when a survey is published and at the endpoint's start, not on the phone.
 */
export function checkSurvey(json: unknown, areas: Areas = () => [], isCurrent = true): SurveyCheck {
  const read = readSoundSurvey(json, areas);
  if (read.kind === 'faulty') return read;
  const { file, survey, written } = read;
  const steps: readonly (() => readonly Fault[])[] = [
    () => [
      ...listFaults(written, areas),
      ...tagFaults(file.languages),
      ...languageFaults(file, file.languages),
      ...identityFaults(file),
    ],
    () => linkageFaults(file, survey),
    () => [...questionReachFaults(file, survey), ...affinityReachFaults(survey)],
    // An earlier revision is published, and can no longer change.
    () => (isCurrent ? profileFaults(survey) : []),
  ];
  for (const step of steps) {
    const faults = step();
    if (faults.length > 0) return { kind: 'faulty', faults };
  }
  return { kind: 'survey', file, survey };
}

/** Finds references between the parts of a survey that lead nowhere. */
export function linkageFaults(file: SurveyFile, survey: Survey): readonly Fault[] {
  const { typology, facts } = survey;
  return [
    ...linkFaults(file, survey),
    ...affinityFaults(survey),
    ...(typology && !typology.affinity ? typologyFaults(typology, facts) : []),
  ];
}

type ReadSurvey =
  | { readonly kind: 'survey'; readonly file: SurveyFile; readonly survey: Survey; readonly written: SurveyFile }
  | Extract<SurveyCheck, { readonly kind: 'faulty' }>;

/** Reads a file that was checked before it was published: validates its shape, and skips the slow checks. */
export function readSoundSurvey(json: unknown, areas: Areas): ReadSurvey {
  const { value: written, faults } = checkJson(json, surveySchema);
  if (!written) return { kind: 'faulty', faults };
  const file = withAreas(written, areas);
  return { kind: 'survey', file, survey: toSurvey(file), written };
}

function listFaults({ sections }: SurveyFile, areas: Areas): readonly Fault[] {
  return sections
    .flatMap(({ questions }) => questions)
    .flatMap((asked) =>
      asked.kind === 'territory' && !areas(asked.list) ? [fault('list', 'no-list', asked.list)] : [],
    );
}
