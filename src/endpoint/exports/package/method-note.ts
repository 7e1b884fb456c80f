import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import { sum } from '../../../core/results/disclosure/fit-tables.ts';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import { dayOf } from '../../../wire/day.ts';
import type { DeskLanguage } from '../../../words/languages.ts';
import { onceEach } from '../../process/once-each.ts';
import type { ExportRow } from '../../stored/export-rows.ts';
import { EXPORT_WORDS, type NoteWords, noteLanguages } from '../export-words.ts';
import { LEFT_OUT } from './public-table.ts';

/** `method.md`: what a reader must know before counting, in each language of the survey that the note speaks. */
export function methodNote(published: PublishedSurvey, census: Census, now: Date): string {
  return `${noteLanguages(published.current.languages)
    .map((language) => note(published, census, now, language))
    .join('\n\n---\n\n')}\n`;
}

function note(published: PublishedSurvey, census: Census, now: Date, language: DeskLanguage): string {
  const words = EXPORT_WORDS[language].note;
  const { current } = published;
  const licence = current.notice?.licence;
  // A survey without the note's language is described in its first language.
  const say = (text: Readonly<Record<string, string>> | undefined) =>
    text?.[language] ?? text?.[current.languages[0] ?? ''] ?? '';
  const groups = groupingItems(current);
  const [isRaw, rare, exact] = words.protect;
  const inSmallGroups = sum([...census.groups.values()].filter((size) => size < SMALL_GROUP));
  const grouped = groups.length > 0 ? words.grouped(code(groups), SMALL_GROUP, inSmallGroups) : rare;
  const sections: readonly (readonly string[])[] = [
    [`# ${say(current.title)}`, words.made(dayOf(now)), say(current.opening.why), say(current.opening.origin)],
    [`## ${words.warning}`, isRaw, grouped, exact],
    [
      `## ${words.responses}`,
      // A survey says whether several people may answer for one body.
      `${words.sample} ${published.presentation.words?.several?.[language] ?? ''}`.trim(),
      list(counts(census, words)),
      revisions(census, words),
    ],
    [`## ${words.dropOuts}`, words.dropOutsAre, list(dropOuts(published, census, words, say))],
    [`## ${words.columns}`, words.responsesFile, words.leftOut(code(LEFT_OUT)), words.empty, words.format],
    [`## ${words.evidence}`, words.evidenceIs, list(reconstructed(published, say))],
    ...typology(published, words, say),
    [`## ${words.licence}`, licence ? `[${say(licence.title)}](${licence.url})` : words.noLicence],
  ];
  return sections.map((section) => section.filter((text) => text !== '').join('\n\n')).join('\n\n');
}

type Say = (text: Readonly<Record<string, string>> | undefined) => string;

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function code(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(', ');
}

function counts({ complete, setAside, partial, first, last }: Census, { counts: words }: NoteWords): readonly string[] {
  const days = first && last ? `${first} → ${last}` : undefined;
  return [words.complete(complete), words.setAside(setAside), words.partial(partial), words.received(days)];
}

function revisions(census: Census, words: NoteWords): string {
  const some = [...census.revisions].toSorted(([a], [b]) => a - b);
  return list(some.map(([revision, n]) => words.revision(revision, n)));
}

function dropOuts(published: PublishedSurvey, census: Census, words: NoteWords, say: Say): readonly string[] {
  const place = (id: string) => published.current.question.get(id)?.number ?? 0;
  return [...census.dropOuts]
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([id, n]) => {
      const question = published.current.question.get(id);
      const named = question ? `${question.number}. ${say(question.text)} (\`${id}\`)` : id && `\`${id}\``;
      return `${named || words.beforeFirst}${words.colon} ${n}`;
    });
}

function reconstructed({ current }: PublishedSurvey, say: Say): readonly string[] {
  return current.questions
    .filter(({ evidence }) => evidence === 'reconstructed' || evidence === 'inferred')
    .map((question) => `${question.number}. ${say(question.text)} (\`${question.id}\`, ${question.evidence})`);
}

function typology({ current }: PublishedSurvey, words: NoteWords, say: Say): readonly (readonly string[])[] {
  const { typology } = current;
  if (!typology) return [];
  const names = typology.criteria.map((criterion) => say(criterion.title));
  const profiles = typology.profiles.map((profile) => {
    const required = typology.criteria.flatMap((criterion) => {
      const requirement = profile.requires[criterion.id];
      const when = requirement && `\`${JSON.stringify(requirement.when)}\``;
      return requirement ? [`${say(criterion.title)}${words.colon} ${say(requirement.says)} (${when})`] : [];
    });
    return `### ${say(profile.name)} (\`${profile.id}\`)\n\n${list(required)}`;
  });
  return [
    [
      `## ${say(typology.title)}`,
      typology.affinity
        ? words.points(JSON.stringify(typology.affinity))
        : words.rule(names.join(words.between), typology.compositeBelow?.toString()),
      ...profiles,
    ],
  ];
}

/** Groups smaller than this are reported, because their members can be recognised. */
const SMALL_GROUP = 5;

/** Counts for the method note, made while the responses are written. */
export interface Census {
  complete: number;
  partial: number;
  /** Complete responses that the organiser keeps out of the results. */
  setAside: number;
  first: string | undefined;
  last: string | undefined;
  /** Unfinished responses by the question they stopped at; the empty name before the first. */
  readonly dropOuts: Map<string, number>;
  readonly revisions: Map<number, number>;
  /** Complete responses by stratum and territory together. */
  readonly groups: Map<string, number>;
}

export function emptyCensus(): Census {
  return {
    complete: 0,
    partial: 0,
    setAside: 0,
    first: undefined,
    last: undefined,
    dropOuts: new Map(),
    revisions: new Map(),
    groups: new Map(),
  };
}

/** Counts one response after another, their answers laid out as `items` says. */
export function countingIn(census: Census, items: readonly string[]): (row: ExportRow) => void {
  const groupingFor = onceEach((survey: Survey) => groupingItems(survey).map((item) => items.indexOf(item)));
  return ({ survey, header, answers }) => {
    const day = String(header.receivedOn);
    if (census.first === undefined || day < census.first) census.first = day;
    if (census.last === undefined || day > census.last) census.last = day;
    if (header.status !== 'complete') {
      census.partial++;
      add(census.dropOuts, String(header.lastQuestion ?? ''));
      return;
    }
    census.complete++;
    if (header.setAside) census.setAside++;
    add(census.revisions, survey.revision);
    add(census.groups, JSON.stringify(groupingFor(survey).map((place) => answers[place] ?? null)));
  };
}

/** Returns the items that identify a response most easily: the stratum question and the territories. */
function groupingItems(survey: Survey): readonly string[] {
  const territories = survey.questions.filter((question) => question.kind === 'territory').map(({ id }) => id);
  return [...new Set([...(survey.stratum ? [survey.stratum] : []), ...territories])];
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
