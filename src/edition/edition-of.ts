import { hash } from 'node:crypto';
import type { PublishedSurvey } from '../authoring/published-surveys.ts';
import type { SurveyFolder } from '../authoring/survey-folder.ts';
import { directionOf } from '../core/language.ts';
import type { EarlierOptions } from '../core/survey/earlier-option.ts';
import type { OrganiserTexts } from '../core/survey/organiser-texts.ts';
import { type EmblemDrawing, emblemsOf, isReviewed } from '../core/survey/presentation.ts';
import { toSurvey } from '../core/survey/questionnaire.ts';
import type { SurveyEntry } from '../core/survey/survey-entry.ts';
import { isLocalText, type LocalText } from '../core/survey/survey-parts.ts';
import type { SurveyFile } from '../core/survey/survey-schema.ts';
import { drawEmblems } from '../ui/emblems/emblem-shapes.ts';
import { pastStudy } from './compact-reference.ts';
import type { EditionPictures } from './edition-picture.ts';
import { presentationIn } from './presentation-in.ts';
import { readTexts } from './read-texts.ts';
import { manifestOf, missingScreenshots } from './survey-manifest.ts';
import { originsOf } from './wording-origins.ts';

export interface EditionSource {
  readonly published: PublishedSurvey;
  /** The files as written: those of the survey, and the lists and maps that surveys share. */
  readonly folder: SurveyFolder;
  /** The survey's pictures, by path in its folder: `screenshots/….png`, `previews/….png`. */
  readonly pictures: EditionPictures;
  /** Texts by language that take the place of the folder's, kind by kind. */
  readonly texts?: ReadonlyMap<string, OrganiserTexts>;
}

/**
 * Who keeps a file for use without a network: every phone that has opened the survey; shared tablets too, where the file is theirs
 * alone; or no device, since it is fetched when it is shown.
 */
type KeptBy = 'phone' | 'tablet' | 'network';

/** A line of `files.json`. */
export interface ListedFile {
  readonly path: string;
  /** In the format of the `integrity` option of `fetch`. */
  readonly integrity: string;
  readonly bytes: number;
  readonly for: KeptBy;
}

/** The files that a phone loads of one survey, without code. It is never changed: another file makes another edition. */
export interface SurveyEdition {
  /** The first 128 bits of the SHA-256 of `files.json`, in hexadecimal. */
  readonly id: string;
  readonly survey: string;
  /** Its texts. Keys are paths in the edition; `files.json` is one of them. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly pictures: EditionPictures;
}

type EditionResult =
  | { readonly kind: 'edition'; readonly edition: SurveyEdition }
  /** `file:line: reason`, one line each. */
  | { readonly kind: 'faulty'; readonly lines: readonly string[] };

/** The address of an edition has this many hexadecimal digits of a SHA-256. */
const ID_DIGITS = 32;
const LISTING = 'files.json';

/**
 * Makes the edition of a survey. Pure: the same files give the same edition on every machine. `faulty` where the organiser's texts
 * cannot be read, or where a screenshot is missing; everything else was checked when the survey files were read.
 */
export function editionOf(source: EditionSource): EditionResult {
  const { published, folder, pictures } = source;
  const written = readTexts(folder, published.current, published.results);
  const lines = [...written.lines, ...missingScreenshots(published, pictures)];
  if (lines.length > 0) return { kind: 'faulty', lines };
  const contents = new Map<string, string>([
    ...sharedFiles(source),
    ...[...written.texts].map(
      ([language, said]) =>
        [`texts.${language}.json`, JSON.stringify({ ...said, ...source.texts?.get(language) })] as const,
    ),
    ...languageFiles(source),
  ]);
  return { kind: 'edition', edition: listed(published.current.id, contents, pictures) };
}

/** Returns what a page knows of its survey before any of its files has arrived. */
export function entryOf({ current, presentation }: PublishedSurvey, edition: string, isHome: boolean): SurveyEntry {
  const { id, revision, languages } = current;
  // Absent where it is undefined, since an entry is read as JSON.
  return { id, edition, revision, languages, interface: presentation.interface, ...(isHome && { isHome }) };
}

/** The files that are the same in every language. */
function sharedFiles({ published, folder, pictures }: EditionSource): ReadonlyMap<string, string> {
  const { current, revisions, files, presentation, reference, results } = published;
  const { id, typology } = current;
  const written = files.get(current.revision);
  const emblems = drawEmblems(emblemsOf(typology?.profiles ?? [], presentation));
  const shared: Readonly<Record<string, string | undefined>> = {
    // A page that asks for a logo which is not there would show a failed request.
    'results.json': JSON.stringify({ ...results, ...(pictures.has('logo.png') && { logo: true }) }),
    'notice.json': folder.get(`${id}/notice.json`),
    'past.json': JSON.stringify(
      reference ? pastStudy(reference, current, revisions.get(Math.min(...revisions.keys()))) : null,
    ),
    // Empty rather than absent: a page that asks for a missing file shows a failed request to people who look.
    'origins.json': JSON.stringify((written && originsOf(written)) ?? {}),
    'revised.json': JSON.stringify(written?.revised ?? {}),
    'earlier.json': JSON.stringify(earlierOptions(files, current.revision) ?? {}),
    'emblems.svg': typology && emblemRow(emblems),
  };
  const lit = Object.keys(emblems).map((profile) => [`emblems/${profile}.svg`, emblemRow(emblems, profile)] as const);
  const lists = [...files.values()]
    .flatMap(({ sections }) => sections.flatMap(({ questions }) => questions))
    .flatMap((question) => (question.kind === 'territory' ? [question.list] : []));
  const maps = lists.map((list) => [`maps/${list}.json`, folder.get(`maps/${list}.json`)] as const);
  return new Map(
    [...Object.entries(shared), ...lit, ...maps].flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])),
  );
}

function languageFiles({ published, pictures }: EditionSource): ReadonlyMap<string, string> {
  const { current, files, presentation } = published;
  const before = [...files.values()].flatMap(({ typology }) => typology?.profiles ?? []);
  const made = new Map<string, string>();
  for (const language of current.languages) {
    const shown = presentationIn(language, presentation, current, before);
    made.set(`presentation.${language}.json`, JSON.stringify(shown));
    made.set(`manifest.${language}.webmanifest`, JSON.stringify(manifestOf(published, language, pictures)));
  }
  const reviewed = current.languages.find((tag) => isReviewed(presentation, tag));
  for (const [revision, file] of files)
    for (const language of new Set([...file.languages, ...current.languages])) {
      const least = revision === current.revision ? withoutRules(file) : file;
      const binding = isReviewed(presentation, language) ? undefined : (reviewed ?? language);
      const shown = inOneLanguage(least, language, presentation.words?.question, binding);
      made.set(`${revision}.${language}.json`, JSON.stringify(shown));
    }
  return made;
}

/** The rules of the profiles in sentences, and those about changes, are in the presentation: they are read after the last question, and not before the first. */
function withoutRules(file: SurveyFile): SurveyFile {
  const { typology, facts } = file;
  if (!typology) return file;
  const profiles = typology.profiles.map((one) => ({ ...one, sentence: {} }));
  const bare = JSON.parse(JSON.stringify(facts, (key, part) => (key === 'ifChanged' ? undefined : part)));
  return { ...file, facts: bare, typology: { ...typology, profiles } };
}

function listed(survey: string, contents: ReadonlyMap<string, string>, pictures: EditionPictures): SurveyEdition {
  const files = new Map([...contents].map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const listing = [
    ...[...files].map(([path, text]) => lineOf(path, 'sha384', hash('sha384', text, 'hex'), text.length)),
    // The digest by which the storage knows a picture: no picture is read to make an edition.
    ...[...pictures].map(([path, { digest, bytes }]) => lineOf(path, 'sha256', digest, bytes)),
  ].sort((one, other) => (one.path < other.path ? -1 : 1));
  const text = new TextEncoder().encode(JSON.stringify({ files: listing }));
  const id = hash('sha256', text, 'hex').slice(0, ID_DIGITS);
  return { id, survey, files: files.set(LISTING, text), pictures };
}

function lineOf(path: string, algorithm: string, digest: string, bytes: number): ListedFile {
  return { path, integrity: `${algorithm}-${Buffer.from(digest, 'hex').toString('base64')}`, bytes, for: keptBy(path) };
}

/** A tablet reads the keys from the notice itself; what respondents read about them is in the survey file. */
export function keptBy(path: string): KeptBy {
  if (/^(emblems|screenshots|previews)\/|^logo\.png$/.test(path)) return 'network';
  return path === 'notice.json' ? 'tablet' : 'phone';
}

/** The width of one emblem with the space around it. */
const WIDTH = 72;
const HEIGHT = 64;

/**
 * Draws the emblems of a survey next to each other, as the picture of its opening, which shows without script. One background and one
 * line colour serve every theme. `lit`: the profile that is highlighted.
 */
function emblemRow(emblems: Readonly<Record<string, EmblemDrawing>>, lit?: string): string {
  const drawings = Object.entries(emblems).map(([profile, { paths, hue }], place) => {
    const [light, chroma] = profile === lit ? ['78%', '.08'] : ['93%', '.035'];
    const edge =
      profile === lit ? 'stroke="#16202b" stroke-width="3.5"' : `stroke="oklch(62% .11 ${hue})" stroke-width="2.5"`;
    const circle = `<circle cx="36" cy="32" r="30" fill="oklch(${light} ${chroma} ${hue})" ${edge}/>`;
    const lines = paths.map((path) => `<path d="${path}"/>`).join('');
    const shift = place === 0 ? '' : ` transform="translate(${place * WIDTH})"`;
    return `<g${shift}>${circle}<g transform="translate(15 11) scale(.656)">${lines}</g></g>`;
  });
  const style = 'fill="none" stroke="#16202b" stroke-width="3.6" stroke-linecap="round" stroke-linejoin="round"';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${drawings.length * WIDTH} ${HEIGHT}" ${style}>${drawings.join('')}</svg>\n`;
}

/**
 * Returns the options that earlier revisions offered and the current one does not, by question; `undefined` where there are none.
 * Revisions are joined by ids, so that the results show these options separately.
 */
export function earlierOptions(files: ReadonlyMap<number, SurveyFile>, current: number): EarlierOptions | undefined {
  const revisions = [...files].toSorted(([a], [b]) => b - a);
  const asked = revisions.find(([revision]) => revision === current)?.[1];
  if (!asked) return undefined;
  const before = revisions.filter(([revision]) => revision < current).map(([, file]) => toSurvey(file));
  const found = toSurvey(asked).questions.flatMap((question) => {
    const gone = before
      .flatMap(({ question: earlier }) => earlier.get(question.id)?.choices ?? [])
      .filter(({ id }, place, all) => !question.choice.has(id) && all.findIndex((one) => one.id === id) === place)
      .map(({ id, label }) => ({ id, label }));
    return gone.length > 0 ? [[question.id, gone] as const] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/** Fields for the organiser alone: no phone reads them. */
const NOT_SHOWN = new Set(['$schema', 'evidence', 'source', 'printed', 'revised']);

/**
 * Returns the survey file that a phone loads: texts in one language, in the same shape, without what no screen shows; `asked` is the
 * question of its opening; texts that bind people are in the language `binding` first, where the translation has no signature.
 */
export function inOneLanguage(file: SurveyFile, language: string, asked?: LocalText, binding?: string): unknown {
  const { sealing } = file.notice ?? {};
  // A tablet that seals fetches the keys with the notice itself.
  const notice = file.notice && { ...file.notice, channels: undefined, short: undefined, sealing: undefined };
  const seals = sealing && { seals: true };
  const facts = file.facts.map(({ title: _, ...fact }) => fact);
  // Phones need no list of scripts.
  const dir = directionOf(language) === 'rtl' && { dir: 'rtl' };
  const asks = file.sections.flatMap(({ questions }) =>
    questions.map((one) => (one.kind === 'matrix' ? one.scale : '')),
  );
  const scales = Object.fromEntries(Object.entries(file.scales).filter(([id]) => asks.includes(id)));
  const beside = {
    ...(notice && { notice }),
    ...seals,
    ...(asked && { asked }),
    ...(binding && { unreviewed: true }),
    ...dir,
  };
  return strip({ ...file, facts, scales, ...beside, languages: [language] }, [language], binding);
}

/** The texts that bind people. */
const BINDING = new Set(['notice', 'consent']);

function strip(node: unknown, tags: readonly string[], binding?: string): unknown {
  if (Array.isArray(node)) return node.map((part) => strip(part, tags, binding));
  if (typeof node !== 'object' || node === null) return node;
  // An earlier revision lacks the languages that came after it: its texts then stay in the first one.
  if (isLocalText(node)) {
    const known = tags.filter((tag) => tag in node);
    return Object.fromEntries(
      (known.length > 0 ? known : Object.keys(node).slice(0, 1)).map((tag) => [tag, node[tag]]),
    );
  }
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !NOT_SHOWN.has(key))
      .map(([key, value]) => [key, strip(value, binding && BINDING.has(key) ? [binding, ...tags] : tags, binding)]),
  );
}
