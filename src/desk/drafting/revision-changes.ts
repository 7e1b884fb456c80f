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

type Part = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<string, string>>;

/** The lists of a question whose entries have ids. */
const LISTS = ['options', 'rows'] as const;
const TEXTS = ['text', 'help', 'unit', 'consent'] as const;

/** Compares two revisions as they are written in their files, question by question, by ids. Texts are given in one language. */
export function compareRevisions(before: unknown, after: unknown, language: string) {
  const changes: RevisionChange[] = [];
  const changed = (question: number, change: Change, from = '', to = '') =>
    changes.push({ question, change, before: from, after: to, comparable: COMPARABLE[change] });
  const textOf = (text: unknown) => {
    const texts: Texts = Object(text);
    return texts[language] ?? Object.values(texts)[0];
  };
  const corrected = (question: number, before: unknown, after: unknown) => {
    const [from, to]: readonly Texts[] = [Object(before), Object(after)];
    // In the language asked for, or in the first one in which they differ.
    const differing = [language, ...Object.keys({ ...from, ...to })].find((one) => from?.[one] !== to?.[one]);
    if (differing) changed(question, 'text-corrected', from?.[differing], to?.[differing]);
  };
  const compare = (was: Part, now: Part, number: number) => {
    if (was.kind !== now.kind) return changed(number, 'question-remade', textOf(was.text), textOf(now.text));
    for (const name of TEXTS) corrected(number, was[name], now[name]);
    for (const list of LISTS) {
      const [old, next] = [byId(was[list]), byId(now[list])];
      for (const [id, { label }] of next) {
        const one = old.get(id);
        if (one) corrected(number, one.label, label);
        else changed(number, 'option-added', '', textOf(label));
      }
      for (const [id, { label }] of old) if (!next.has(id)) changed(number, 'option-removed', textOf(label));
    }
    return JSON.stringify(without(was)) !== JSON.stringify(without(now)) && changed(number, 'question-moved');
  };
  const [old, next] = [questionsIn(before), questionsIn(after)];
  let unchanged = 0;
  for (const [place, [id, question]] of [...next].entries()) {
    const found = changes.length;
    const was = old.get(id);
    if (was) compare(was, question, place + 1);
    else changed(place + 1, 'question-added', '', textOf(question.text));
    if (changes.length === found) unchanged++;
  }
  for (const [place, [id, { text }]] of [...old].entries())
    if (!next.has(id)) changed(place + 1, 'question-removed', textOf(text));
  return { changes, unchanged };
}

/** What is left of a question but for texts and lists. */
function without(question: Part): Part {
  return Object.fromEntries(
    Object.entries(question).filter(([key]) => ![...TEXTS, ...LISTS, 'id'].some((one) => one === key)),
  );
}

function questionsIn(file: unknown): ReadonlyMap<string, Part> {
  return byId(partsIn(Object(file).sections).flatMap(({ questions }) => partsIn(questions)));
}

function byId(list: unknown): ReadonlyMap<string, Part> {
  return new Map(partsIn(list).map((one) => [String(one.id), one]));
}

function partsIn(list: unknown): readonly Part[] {
  return Array.isArray(list) ? list.map(Object) : [];
}
