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

const NAME = /^[^/]+\/(?:(?:(notes|interviews)\/(.+))|lessons)\.([^./]+)\.md$/;
const NAMES = 'notes/….xx.md, interviews/….xx.md or lessons.xx.md';

type TextsResult =
  /** By language; a text that is missing in one language is given in another. */
  | { readonly kind: 'texts'; readonly texts: ReadonlyMap<string, OrganiserTexts> }
  /** `file:line: reason`, one line each. */
  | { readonly kind: 'faulty'; readonly lines: readonly string[] };

interface Written {
  readonly file: string;
  readonly kind: 'notes' | 'interviews' | 'lessons';
  /** The address of a note's figure, the id of an interview. */
  readonly id: string;
  readonly language: string;
  readonly read: MarkdownDocument;
}

/** Reads the Markdown files of one survey's folder, which may have none. */
export function readTexts(folder: SurveyFolder, survey: Survey, { crossings = [] }: ResultsFile): TextsResult {
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
  const interviews = files.flatMap(([path]) => /\/interviews\/(.+)\.[^.]+\.md$/.exec(path)?.[1] ?? []);
  const addresses = new Set([
    ...figures,
    'page.rule',
    'page.method',
    'page.lessons',
    ...interviews.map((id) => `interview.${id}`),
  ]);
  const isLink = (to: string) => {
    const [, address] = /^#\/results\/(.+)$/.exec(to) ?? [];
    return address === undefined ? /^https:\/\/[^/]/.test(to) : addresses.has(address);
  };
  const written = files.flatMap(([file, text]): readonly Written[] => {
    const [, kind, id = '', language = ''] = NAME.exec(file) ?? [];
    if (language === '') {
      lines.push(`${file}:1: its name is no ${NAMES}, with a language for xx`);
      return [];
    }
    const read = readMarkdown(text, isLink);
    const faults = read.faults.map(({ line, reason }) => `${file}:${line}: ${reason}`);
    if (text.includes('\ufffd')) faults.push(`${file}:1: not written in UTF-8`);
    if (!survey.languages.includes(language)) faults.push(`${file}:1: its name ends in no language of the survey`);
    if (kind === 'notes' && !figures.has(id)) faults.push(`${file}:1: the survey has no result named « ${id} »`);
    if (kind === 'interviews' && !/^[a-z0-9-]+$/.test(id))
      faults.push(`${file}:1: an interview is named by lower-case letters, digits and hyphens`);
    lines.push(...faults);
    return [{ file, kind: kind === 'notes' || kind === 'interviews' ? kind : 'lessons', id, language, read }];
  });
  const complete = survey.languages.map((language) => [language, textsIn(language, written, lines)] as const);
  return lines.length > 0
    ? { kind: 'faulty', lines: [...new Set(lines)] }
    : { kind: 'texts', texts: new Map(complete) };
}

function textsIn(language: string, written: readonly Written[], lines: string[]): OrganiserTexts {
  const chosen = new Map<string, Written>();
  for (const one of written) {
    const key = `${one.kind}/${one.id}`;
    if (!chosen.has(key) || one.language === language) chosen.set(key, one);
  }
  const of = (kind: Written['kind']) => [...chosen.values()].filter((one) => one.kind === kind);
  const [lessons] = of('lessons');
  return {
    notes: Object.fromEntries(of('notes').map((one) => [one.id, textOf(one)])),
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
