import * as v from 'valibot';
import { languageFaults } from '../core/check/language-check.ts';
import { firstPageFaults, limitFaults, partFaults } from '../core/check/limit-check.ts';
import { noticeFaults } from '../core/check/notice-check.ts';
import { presentationFaults } from '../core/check/presentation-check.ts';
import { checkSurvey, readSoundSurvey } from '../core/check/survey-check.ts';
import { type AreaMap, areaMapFaults, areaMapSchema } from '../core/results/area-map.ts';
import { type Reference, referenceFaults, referenceSchema } from '../core/results/reference.ts';
import {
  NO_RESULTS_FILE,
  type ResultsFile,
  resultsFileFaults,
  resultsFileSchema,
} from '../core/results/results-file.ts';
import { checkJson, type Fault } from '../core/survey/fault.ts';
import { noticeSchema } from '../core/survey/notice.ts';
import { isReviewed, NO_PRESENTATION, type PresentationFile, presentationSchema } from '../core/survey/presentation.ts';
import { type Areas, toSurvey } from '../core/survey/questionnaire.ts';
import { withVarieties } from '../core/survey/survey-parts.ts';
import { areaListSchema, type SurveyFile } from '../core/survey/survey-schema.ts';
import { withPresentation } from '../core/survey/with-presentation.ts';
import type { PublishedSurvey, Surveys } from './published-surveys.ts';
import type { FileFault, SurveyFolder } from './survey-folder.ts';

/** `{ "surveys": [{ "id": "…", "revision": 1 }] }`: the current revision of each, the survey of a bare address first. */
const indexSchema = v.strictObject({
  $schema: v.optional(v.string()),
  surveys: v.pipe(
    v.array(v.strictObject({ id: v.string(), revision: v.pipe(v.number(), v.integer(), v.minValue(1)) })),
    v.minLength(1),
  ),
});

type SurveysInFolder =
  | { readonly kind: 'surveys'; readonly surveys: Surveys }
  | { readonly kind: 'faulty'; readonly faults: readonly FileFault[] };

/**
 * Checks every survey of a folder in memory, with every revision and list. `isSound`: the files were checked when they were published, so
 * limits, cross-references and typology are not checked again.
 */
export function surveysInFolder(folder: SurveyFolder, isSound = false): SurveysInFolder {
  const texts = isSound ? [] : [...folder.keys()].filter((name) => name.endsWith('.json'));
  const over = texts.flatMap((name) => checkLimits(folder, name));
  if (over.length > 0) return { kind: 'faulty', faults: over };
  const checked = checkSurveyFolder(folder, isSound);
  if (checked.faults.length > 0) return { kind: 'faulty', faults: checked.faults };
  return { kind: 'surveys', surveys: joinRevisions(checked) };
}

function checkLimits(folder: SurveyFolder, name: string): readonly FileFault[] {
  const kind = name.endsWith('/notice.json') ? 'notice' : 'text';
  const over = partFaults(folder.get(name) ?? '').map((one) => ({ file: name, ...one }));
  return over.length > 0 ? over : checkShape(folder, name, v.unknown(), (json) => limitFaults(json, kind)).faults;
}

type Index = v.InferOutput<typeof indexSchema>['surveys'];
type AreasByList = ReadonlyMap<string, NonNullable<ReturnType<Areas>>>;

interface FileCheck<T> {
  /** Absent if the faults make it unreadable. */
  readonly value?: T;
  readonly faults: readonly FileFault[];
}

interface FolderCheck {
  readonly index: Index;
  /** Every revision of the surveys of the index, with the areas of its lists written out and its notice. */
  readonly files: readonly SurveyFile[];
  /** The results files, by survey. */
  readonly results: ReadonlyMap<string, ResultsFile>;
  /** The presentations, by survey. */
  readonly presentations: ReadonlyMap<string, PresentationFile>;
  /** The figures of the last study that came before each survey. */
  readonly references: ReadonlyMap<string, Reference>;
  readonly faults: readonly FileFault[];
}

function checkSurveyFolder(folder: SurveyFolder, isSound: boolean): FolderCheck {
  const names = [...folder.keys()];
  const lists = names
    .filter((name) => name.startsWith('lists/'))
    .map((name) => ({
      name: name.slice('lists/'.length, -'.json'.length),
      list: checkShape(folder, name, areaListSchema),
    }));
  const areas = new Map(lists.flatMap(({ name, list }) => (list.value ? [[name, list.value.areas]] : [])));
  const maps = names.filter((name) => name.startsWith('maps/')).map((name) => checkMap(folder, name, areas));
  const read = checkShape(folder, 'index.json', indexSchema);
  const index = read.value?.surveys ?? [];
  const revisions = names
    .filter((name) => index.some(({ id }) => name.startsWith(`${id}/`)) && /\/[1-9]\d*\.json$/.test(name))
    .map((name) => {
      const isCurrent = index.some(({ id, revision }) => name === `${id}/${revision}.json`);
      return checkRevision(folder, name, (list) => areas.get(list), isSound, isCurrent);
    });
  const files = revisions.flatMap(({ value }) => value ?? []);
  const missing = index
    .filter(({ id, revision }) => !files.some((file) => file.id === id && file.revision === revision))
    .map(({ id, revision }) => fault('index.json', `surveys.${id}`, `no readable ${id}/${revision}.json`));
  const current = files.filter((file) =>
    index.some(({ id, revision }) => file.id === id && file.revision === revision),
  );
  const results = current.map((file) => [file.id, checkResultsOf(folder, file, isSound)] as const);
  const presentations = current.map((file) => [file.id, checkPresentationOf(folder, file, files)] as const);
  const references = current.map((file) => [file.id, checkReferenceOf(folder, file)] as const);
  const beside = [...results, ...presentations, ...references].map(([, file]) => file);
  const checked = [...lists.map(({ list }) => list), ...maps, read, ...revisions, ...beside];
  return {
    index,
    files,
    results: found(results),
    presentations: found(presentations),
    references: found(references),
    faults: [...checked.flatMap(({ faults }) => faults), ...missing],
  };
}

function found<T>(files: readonly (readonly [survey: string, file: FileCheck<T>])[]): ReadonlyMap<string, T> {
  return new Map(files.flatMap(([survey, { value }]) => (value === undefined ? [] : [[survey, value]])));
}

function checkRevision(
  folder: SurveyFolder,
  name: string,
  areas: Areas,
  isSound: boolean,
  isCurrent: boolean,
): FileCheck<SurveyFile> {
  const json = parseJson(folder, name);
  if (json.faults.length > 0) return { faults: json.faults };
  const checked = isSound ? readSoundSurvey(json.value, areas) : checkSurvey(json.value, areas, isCurrent);
  if (checked.kind === 'faulty') return { faults: checked.faults.map((one) => ({ file: name, ...one })) };
  const { file } = checked;
  const [id, number] = name.slice(0, -'.json'.length).split('/');
  const { value: presentation = NO_PRESENTATION } = checkBeside(
    folder,
    `${file.id}/presentation.json`,
    presentationSchema,
  );
  // The others show the notice in one of these.
  const answeredFor = file.languages.filter((tag) => isReviewed(presentation, tag));
  const notice = checkBeside(folder, `${file.id}/notice.json`, noticeSchema, (one) => [
    ...languageFaults(one, answeredFor),
    ...(isSound ? [] : noticeFaults(one)),
  ]);
  const faults = [
    ...(file.id === id ? [] : [fault(name, 'id', `"${file.id}" is not the name of its folder`)]),
    ...(String(file.revision) === number
      ? []
      : [fault(name, 'revision', `${file.revision} is not the name of the file`)]),
    ...notice.faults,
    ...(isSound ? [] : firstPageFaults(file, notice.value).map((one) => ({ file: name, ...one }))),
  ];
  return { value: { ...file, ...(notice.value && { notice: notice.value }) }, faults };
}

/** Checks a map, whose areas are those of the list with the same name. */
function checkMap(folder: SurveyFolder, name: string, areas: AreasByList): FileCheck<AreaMap> {
  const list = areas.get(name.slice('maps/'.length, -'.json'.length));
  const faultsIn = (map: AreaMap) => {
    const ids = list?.map(([id]) => id);
    return ids ? areaMapFaults(map, ids) : [{ path: '(file)', reason: 'no list has the name of this map' }];
  };
  return checkShape(folder, name, areaMapSchema, faultsIn);
}

/** Reads `results.json`, which may change without a new revision. What was published before a rule stays served. */
function checkResultsOf(folder: SurveyFolder, current: SurveyFile, isSound: boolean): FileCheck<ResultsFile> {
  const faultsIn = (file: ResultsFile) => (isSound ? [] : resultsFileFaults(file, toSurvey(current)));
  return checkBeside(folder, `${current.id}/results.json`, resultsFileSchema, faultsIn);
}

function checkPresentationOf(
  folder: SurveyFolder,
  current: SurveyFile,
  files: readonly SurveyFile[],
): FileCheck<PresentationFile> {
  const before = files.filter((file) => file.id === current.id && file !== current);
  const faultsIn = (file: PresentationFile) => presentationFaults(file, [current, ...before]);
  return checkBeside(folder, `${current.id}/presentation.json`, presentationSchema, faultsIn);
}

/** Reads the figures of the last earlier study. */
function checkReferenceOf(folder: SurveyFolder, current: SurveyFile): FileCheck<Reference> {
  const name = [...folder.keys()].findLast((one) => one.startsWith(`${current.id}/reference-`)) ?? '';
  return checkBeside(folder, name, referenceSchema, (file) => referenceFaults(file, toSurvey(current)));
}

/** Checks a file next to a survey, if there is one. A faulty file is a fault: it must not be silently left out. */
const checkBeside: typeof checkShape = (folder, name, ...how) =>
  folder.has(name) ? checkShape(folder, name, ...how) : { faults: [] };

function checkShape<S extends v.GenericSchema>(
  folder: SurveyFolder,
  name: string,
  schema: S,
  faultsIn?: (value: v.InferOutput<S>) => readonly Fault[],
): FileCheck<v.InferOutput<S>> {
  const json = parseJson(folder, name);
  if (json.faults.length > 0) return json;
  const { value, faults } = checkJson(json.value, schema, faultsIn);
  return { ...(value !== undefined && { value }), faults: faults.map((one) => ({ file: name, ...one })) };
}

function parseJson(folder: SurveyFolder, name: string): FileCheck<unknown> {
  const text = folder.get(name);
  if (text === undefined) return { faults: [fault(name, '(file)', 'no such file')] };
  try {
    return { value: JSON.parse(text), faults: [] };
  } catch (error) {
    if (error instanceof SyntaxError) return { faults: [fault(name, '(file)', error.message)] };
    throw error;
  }
}

function fault(file: string, path: string, reason: string): FileFault {
  return { file, path, reason };
}

/** Joins the files of each survey, in the order of the index. */
function joinRevisions({ index, files, results, presentations, references }: FolderCheck): Surveys {
  const surveys = new Map<string, PublishedSurvey>();
  for (const { id, revision } of index) {
    const all = files.filter((file) => file.id === id);
    const { languages = [] } = all.find((file) => file.revision === revision) ?? {};
    const presentation = withVarieties(presentations.get(id) ?? NO_PRESENTATION, languages);
    const ours = all.map((file) => withPresentation(withVarieties(file, file.languages), presentation));
    const revisions = new Map(ours.map((file) => [file.revision, toSurvey(file)]));
    const current = revisions.get(revision);
    if (!current) throw new Error(`${id}/${revision}.json is not among the files that were checked`);
    const reference = references.get(id);
    surveys.set(id, {
      current,
      revisions,
      files: new Map(ours.map((file) => [file.revision, file])),
      results: results.get(id) ?? NO_RESULTS_FILE,
      presentation,
      ...(reference && { reference }),
    });
  }
  return surveys;
}
