import * as v from 'valibot';
import type { SurveyFolder } from '../authoring/survey-folder.ts';
import type { ResultsFile } from '../core/results/results-file.ts';
import type {
  OrganiserInterview,
  OrganiserLessons,
  OrganiserText,
  OrganiserTexts,
} from '../core/survey/organiser-texts.ts';
import type { Survey } from '../core/survey/questionnaire.ts';
import { type MarkdownDocument, readMarkdown } from './markdown.ts';

const NAME = /^[^/]+\/(?:(?:(notes|interviews|profiles)\/(.+))|lessons)\.([^./]+)\.md$/;
const NAMES = 'notes/….xx.md, interviews/….xx.md, profiles/….xx.md or lessons.xx.md';

interface WrittenTexts {
  /** By language; a text that is missing in one language is given in another. */
  readonly texts: ReadonlyMap<string, OrganiserTexts>;
  /** A line for each fault: `file:line: reason`. */
  readonly lines: readonly string[];
}

interface Written {
  readonly file: string;
  readonly kind: string;
  /** The address of a note's figure, the id of an interview or a profile. */
  readonly id: string;
  readonly language: string;
  readonly read: MarkdownDocument;
}

/** Reads the Markdown files of one survey's folder, which may have none. */
export function readTexts(folder: SurveyFolder, survey: Survey, { crossings = [] }: ResultsFile): WrittenTexts {
  const lines: string[] = [];
  const files = [...folder].filter(([path]) => path.startsWith(`${survey.id}/`) && path.endsWith('.md'));
  const figures = new Set([
    ...survey.questions.flatMap((question) => [
      ...(question.kind === 'text' ? [] : [question.id]),
      ...(question.kind === 'matrix' ? question.rows.map(({ id }) => id) : []),
    ]),
    ...crossings.map(({ id }) => `crossing.${id}`),
    ...(survey.typology ? ['page.profiles'] : []),
  ]);
  const profiles = new Set(survey.typology?.profiles.map(({ id }) => id));
  const interviews = files.flatMap(([path]) => /\/interviews\/(.+)\.[^.]+\.md$/.exec(path)?.[1] ?? []);
  const pages = ['page.rule', 'page.method', 'page.lessons', ...interviews.map((id) => `interview.${id}`)];
  const addresses = new Set([...figures, ...pages].map((address) => `#/results/${address}`));
  const isLink = (to: string) => addresses.has(to) || /^https:\/\/[^/]/.test(to);
  const written = files.flatMap(([file, text]): readonly Written[] => {
    const [, kind = 'lessons', id = '', language = ''] = NAME.exec(file) ?? [];
    const fault = (reason: string, line = 1) => lines.push(`${file}:${line}: ${reason}`);
    if (language === '') {
      fault(`its name is no ${NAMES}, with a language for xx`);
      return [];
    }
    const read = readMarkdown(text, isLink);
    for (const { line, reason } of read.faults) fault(reason, line);
    if (text.includes('\ufffd')) fault('not written in UTF-8');
    if (!survey.languages.includes(language)) fault('its name ends in no language of the survey');
    if (kind === 'notes' && !figures.has(id)) fault(`the survey has no result named « ${id} »`);
    if (kind === 'profiles' && !profiles.has(id)) fault(`the survey has no profile named « ${id} »`);
    if (kind === 'interviews' && !/^[a-z0-9-]+$/.test(id))
      fault('an interview is named by lower-case letters, digits and hyphens');
    return [{ file, kind, id, language, read }];
  });
  const complete = survey.languages.map((language) => [language, textsIn(language, written, lines)] as const);
  return { texts: new Map(complete), lines: [...new Set(lines)] };
}

function textsIn(language: string, written: readonly Written[], lines: string[]): OrganiserTexts {
  const chosen = new Map<string, Written>();
  for (const one of written) {
    const key = `${one.kind}/${one.id}`;
    const known = chosen.get(key)?.language;
    const isOfIt = language.startsWith(`${one.language}-`) && known !== language;
    if (known === undefined || isOfIt || one.language === language) chosen.set(key, one);
  }
  const of = (kind: string) => [...chosen.values()].filter((one) => one.kind === kind);
  const byId = (kind: string) => Object.fromEntries(of(kind).map((one) => [one.id, textOf(one)]));
  const [lessons] = of('lessons');
  return {
    notes: byId('notes'),
    profiles: byId('profiles'),
    ...(lessons && { lessons: lessonsOf(lessons, lines) }),
    interviews: of('interviews').map((one) => interviewOf(one, lines)),
  };
}

function textOf({ language, read }: Written): OrganiserText {
  return { language, passages: read.passages };
}

function lessonsOf(written: Written, lines: string[]): OrganiserLessons {
  const { file, read } = written;
  const by = read.head.get('by') ?? '';
  if (by === '') lines.push(`${file}:1: no « by: » at its head, the name of who signs`);
  return { ...textOf(written), by, on: dayIn(written, 'on', 'the day of the text', lines) };
}

function interviewOf(written: Written, lines: string[]): OrganiserInterview {
  const { file, id, read } = written;
  if (read.title === undefined) lines.push(`${file}:1: no title, a first line « # … »`);
  const released = dayIn(written, 'release', 'the day on which the person agreed to this text', lines);
  return { ...textOf(written), id, title: read.title ?? id, released };
}

const daySchema = v.pipe(v.string(), v.isoDate());

function dayIn({ file, read }: Written, name: string, what: string, lines: string[]): string {
  const day = read.head.get(name) ?? '';
  if (!v.is(daySchema, day)) lines.push(`${file}:1: no « ${name}: » at its head, ${what}, as 2026-05-12`);
  return day;
}
