/** The changes that a question may have; they decide how far its results before and after can be compared. */
const COMPARABLE = {
  'text-corrected': 'yes',
  'option-added': 'options',
  'option-removed': 'options',
  'question-added': 'only-after',
  'question-removed': 'only-before',
  'question-moved': 'yes',
  'question-remade': 'no',
} as const;
type Change = keyof typeof COMPARABLE;

/** A question, or part of one, that is asked otherwise in the next revision. */
interface RevisionChange {
  /** Its number in the next revision; in the one before, where it is no longer asked. */
  readonly question: number;
  readonly change: Change;
  readonly before: string;
  readonly after: string;
  readonly comparable: (typeof COMPARABLE)[Change];
}

interface RevisionComparison {
  readonly changes: readonly RevisionChange[];
  /** How many questions are asked as before. */
  readonly unchanged: number;
}

type Part = Readonly<Record<string, unknown>>;

interface NumberedQuestion {
  readonly number: number;
  readonly question: Part;
}

/** The lists of a question whose entries have ids. */
const LISTS = ['options', 'rows'] as const;
const TEXTS = ['text', 'help', 'unit', 'consent'] as const;

/** Compares two revisions as they are written in their files, question by question, by ids. Texts are given in one language. */
export function compareRevisions(before: unknown, after: unknown, language: string): RevisionComparison {
  const [old, next] = [questionsIn(before), questionsIn(after)];
  const changes: RevisionChange[] = [];
  let unchanged = 0;
  for (const [id, { number, question }] of next) {
    const was = old.get(id);
    const found = was
      ? changesOf(was.question, question, number, language)
      : [toChange(number, 'question-added', '', textOf(question.text, language))];
    if (found.length === 0) unchanged++;
    changes.push(...found);
  }
  for (const [id, { number, question }] of old)
    if (!next.has(id)) changes.push(toChange(number, 'question-removed', textOf(question.text, language), ''));
  return { changes, unchanged };
}

function toChange(question: number, change: Change, before: string, after: string): RevisionChange {
  return { question, change, before, after, comparable: COMPARABLE[change] };
}

function changesOf(was: Part, now: Part, number: number, language: string): readonly RevisionChange[] {
  if (was.kind !== now.kind)
    return [toChange(number, 'question-remade', textOf(was.text, language), textOf(now.text, language))];
  const changes: RevisionChange[] = [];
  const corrected = (before: unknown, after: unknown) => {
    const [from, to] = differingTexts(before, after, language);
    if (from !== to) changes.push(toChange(number, 'text-corrected', from, to));
  };
  for (const name of TEXTS) corrected(was[name], now[name]);
  for (const list of LISTS) {
    const [old, next] = [byId(was[list]), byId(now[list])];
    for (const [id, option] of next) {
      const one = old.get(id);
      if (one) corrected(one.label, option.label);
      else changes.push(toChange(number, 'option-added', '', textOf(option.label, language)));
    }
    for (const [id, option] of old)
      if (!next.has(id)) changes.push(toChange(number, 'option-removed', textOf(option.label, language), ''));
  }
  if (JSON.stringify(without(was)) !== JSON.stringify(without(now)))
    changes.push(toChange(number, 'question-moved', '', ''));
  return changes;
}

/** What is left of a question but for texts and lists. */
function without(question: Part): Part {
  return Object.fromEntries(
    Object.entries(question).filter(([key]) => ![...TEXTS, ...LISTS, 'id'].some((one) => one === key)),
  );
}

function questionsIn(file: unknown): ReadonlyMap<string, NumberedQuestion> {
  const sections = partsIn((file as Part | undefined)?.sections);
  const questions = sections.flatMap((section) => partsIn(section.questions));
  return new Map(questions.map((question, place) => [String(question.id), { number: place + 1, question }]));
}

function byId(list: unknown): ReadonlyMap<string, Part> {
  return new Map(partsIn(list).map((one) => [String(one.id), one]));
}

function partsIn(list: unknown): readonly Part[] {
  return Array.isArray(list) ? list.filter((one): one is Part => typeof one === 'object' && one !== null) : [];
}

function textOf(text: unknown, language: string): string {
  if (typeof text !== 'object' || text === null) return '';
  const texts = text as Readonly<Record<string, string>>;
  return texts[language] ?? Object.values(texts)[0] ?? '';
}

/** The texts in the language asked for, or in the first one in which they differ. */
function differingTexts(before: unknown, after: unknown, language: string): readonly [string, string] {
  const languages = new Set([language, ...Object.keys({ ...(before as object), ...(after as object) })]);
  for (const one of languages) {
    const [from, to] = [before, after].map(
      (text) => (text as Readonly<Record<string, string>> | undefined)?.[one] ?? '',
    );
    if (from !== to) return [from ?? '', to ?? ''];
  }
  return ['', ''];
}
