import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { pathThrough } from '../../src/core/answering/flow.ts';
import { holds } from '../../src/core/answering/rule.ts';
import { areaListSchema } from '../../src/core/survey/survey-schema.ts';
import EXPECTED from '../fixtures/study-2017-revised.json' with { type: 'json' };
import { scenario } from '../support/scenario.ts';
import { builtFile, firstStudy, readPublic, secondStudy, study } from '../support/surveys.ts';

const { survey } = study;
const file = builtFile(study.json());

function countBy(words: readonly (string | undefined)[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word ?? 'none'] = (counts[word ?? 'none'] ?? 0) + 1;
  return counts;
}

describe('the questionnaire of 2017', () => {
  test.each([
    [1, '034e4af788967a67443e93d131c598b9488535104d79a28dc1fc125353c1eb71'],
    [2, 'ff44e54bc57298ef182452bc58b048f9cf395e66d67e5c71b70f8ef851c6a32c'],
  ])('stays as it was asked in revision %i, to the byte', (revision, digest) => {
    const text = readFileSync(new URL(`../../public/surveys/numerique-territorial/${revision}.json`, import.meta.url));
    expect(createHash('sha256').update(text).digest('hex')).toBe(digest);
  });

  test('has 30 questions in five sections, and 74 answer items, one fewer than in 2017, besides texts to specify and a consent', () => {
    expect(survey.sections.map((section) => section.questions.length)).toEqual([10, 9, 5, 5, 1]);
    expect(survey.questions.map((question) => question.number)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    const items = survey.questions.flatMap(({ items, otherItem, consentItem }) =>
      items.filter((item) => item !== otherItem && item !== consentItem),
    );
    expect(items).toHaveLength(74);
  });

  test('says where each of its 30 wordings comes from', () => {
    expect(countBy(survey.questions.map((question) => question.evidence))).toEqual({
      study: 13,
      inferred: 4,
      reconstructed: 13,
    });
    const titles = survey.questions.filter((question) => question.printed && question.evidence === 'reconstructed');
    expect(titles.map((question) => question.number)).toEqual([3, 7, 8, 9, 13, 17, 26, 27]);
  });

  test.each([
    ['support-wanted', 'être accompagné dans', 'être accompagner dans'],
    ['internal-knowledge', 'considérez-vous que', 'considérez vous que'],
    ['ten-year-vision', 'À votre avis, dans les dix ans', 'A votre avis dans les 10 ans'],
    ['support-structure', 'Par quel type de structure ?', 'Si OUI, par quel type de structure'],
  ])('words %s as one writes, and keeps what the study printed', (id, ours, printed) => {
    const question = survey.question.get(id);
    expect(question?.text.fr).toContain(ours);
    expect(question?.printed).toContain(printed);
  });

  test('keeps an id of its first revision wherever it means the same, and no other', () => {
    const first = new Set(firstStudy.survey.questions.flatMap(({ items }) => items));
    const items = survey.questions.flatMap((question) => question.items);
    expect(items.filter((item) => !first.has(item))).toEqual(EXPECTED.newItems);
    expect([...first].filter((item) => !items.includes(item))).toEqual(EXPECTED.formerItems);
    const options = survey.questions.flatMap(({ id, choices }) => {
      const before = firstStudy.survey.question.get(id)?.choice;
      if (!before) return [];
      return choices.flatMap((option) => (before.has(option.id) ? [] : [`${id}: ${option.id}`]));
    });
    expect(options).toEqual(EXPECTED.newOptions);
  });

  /** The département list counts as one definition in the study; it is a list here, and `flagship-action` has one option more. */
  test('says where each of its options comes from', () => {
    const json = study.json() as { sections: { questions: { options?: { evidence?: string }[] }[] }[] };
    const own = json.sections.flatMap(({ questions }) => questions.flatMap(({ options }) => options ?? []));
    const levels = Object.values(file.scales).flatMap((scale) => scale.levels);
    expect(levels).toHaveLength(31);
    expect(countBy([...own, ...levels].map((option) => option.evidence))).toEqual({
      study: 51,
      inferred: 39,
      reconstructed: 55,
    });
  });

  test('says what its revision changes and what it leaves, question by question', () => {
    const { changes = [], kept = [] } = file.revised ?? {};
    const told = new Set([...changes, ...kept].flatMap(({ questions }) => questions));
    const asIn = (asked: typeof survey, id: string) => {
      const { number: _, ...question } = asked.question.get(id) ?? { number: 0 };
      return JSON.stringify({
        ...question,
        printed: undefined,
        evidence: undefined,
        source: undefined,
        choice: undefined,
      });
    };
    const moved = survey.questions
      .filter(({ id }) => asIn(survey, id) !== asIn(secondStudy.survey, id))
      .map(({ id }) => id);
    expect(moved.filter((id) => !told.has(id))).toEqual([]);
    expect(changes.flatMap(({ questions }) => questions).filter((id) => !moved.includes(id))).toEqual([]);
  });

  test('requires the type of authority alone', () => {
    scenario().stillNeeds('authority-type').answer('authority-type', 'commune').stillNeeds();
    expect(survey.questions.filter((question) => question.required).map((question) => question.id)).toEqual([
      'authority-type',
    ]);
  });

  test('asks its conditional questions when, and only when, they make sense', () => {
    scenario()
      .skips('elected-rep-domain', 'support-structure', 'dpo-involvement')
      .answer('elected-digital-rep', 'yes')
      .meets('elected-rep-domain')
      .answer('elected-digital-rep', 'unknown')
      .skips('elected-rep-domain')
      .answer('support-wanted', 'yes')
      .meets('support-structure')
      .answer('support-wanted', 'no')
      .skips('support-structure')
      .answer('post-dpo', 'being-created')
      .skips('dpo-involvement')
      .answer('post-dpo', 'exists')
      .meets('dpo-involvement');
    expect(survey.questions.filter((question) => question.showIf)).toHaveLength(3);
  });

  test('lets two answers exclude the others, and eight open a text', () => {
    const marked = (mark: 'exclusive' | 'specify') =>
      survey.questions.flatMap((question) =>
        question.choices.filter((option) => option[mark]).map((option) => `${question.id}: ${option.id}`),
      );
    expect(marked('exclusive')).toEqual(['citizen-involvement-means: none', 'governance-models: unknown']);
    expect(marked('specify')).toEqual(EXPECTED.optionsWithText);
  });

  test('warns when the flagship action is an axis not on the agenda', () => {
    const [warning] = survey.warnings;
    const warns = (answers: Readonly<Record<string, string>>) =>
      warning && holds(warning.when, pathThrough(survey, answers).answers);
    expect(warns({ 'flagship-action': 'thd', 'axis-very-high-speed': 'not-on-agenda' })).toBe(true);
    expect(warns({ 'flagship-action': 'thd', 'axis-very-high-speed': 'planned' })).toBe(false);
    expect(warns({ 'flagship-action': 'thd' })).toBe(false);
  });
});

/** Every text of the file, with its place. */
function textsOf(
  node: unknown,
  path = '',
): readonly { readonly path: string; readonly fr: string; readonly en: string }[] {
  if (typeof node !== 'object' || node === null) return [];
  const text = v.safeParse(v.strictObject({ fr: v.string(), en: v.string() }), node);
  if (text.success) return [{ path, ...text.output }];
  return Object.entries(node).flatMap(([key, value]) => textsOf(value, path ? `${path}.${key}` : key));
}

describe('its words', () => {
  const texts = textsOf(study.json());

  test('are in English too: what stays the same is an international word, a number or a name', () => {
    const same = new Set(texts.filter(({ fr, en }) => fr === en).map(({ fr }) => fr));
    expect([...same]).toEqual(EXPECTED.sameInEnglish);
  });

  test('never rank', () => {
    const FR =
      /\b(scores?|niveaux?|rangs?|notes?|progress\w*|amélior\w*|manqu\w*|meilleurs?|retards?|supérieurs?|inférieurs?)\b/iu;
    const EN = /\b(scores?|levels?|ranks?|grades?|progress\w*|improv\w*|lack\w*|best|better|worse|behind|ahead)\b/iu;
    const about = texts.filter(({ path }) => /^(facts|typology)/.test(path));
    expect(about.length).toBeGreaterThan(80);
    expect(about.filter(({ fr, en }) => FR.test(fr) || EN.test(en.replaceAll('in progress', '')))).toEqual([]);
  });

  test('are short sentences where they are ours', () => {
    const ours = texts.filter(({ path }) => /^(opening|warnings|facts)|\.(help|sentence|says)/.test(path));
    const long = ours.flatMap(({ fr }) => fr.split(/[.?!:](?:\s|$)/)).filter((sentence) => words(sentence) >= 20);
    expect(long).toEqual([]);
  });
});

function words(sentence: string): number {
  return sentence.split(/[\s']+/).filter((word) => /\p{L}|\d/u.test(word)).length;
}

describe('the list of départements', () => {
  const list = v.parse(areaListSchema, readPublic('lists/fr-departments.json'));

  test('is that of the maintained package of INSEE codes, overseas collectivities left out', () => {
    const path = createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/data/departements.json');
    const departments = v.parse(
      v.array(v.object({ code: v.string(), nom: v.string(), zone: v.string() })),
      JSON.parse(readFileSync(path, 'utf8')),
    );
    const expected = departments.filter(({ zone }) => zone !== 'com').map(({ code, nom }) => [code, nom]);
    expect(list.areas).toEqual(expected);
    expect(list.areas).toHaveLength(101);
  });

  test('comes before what is not in it', () => {
    const ids = survey.question.get('territory')?.choices.map((option) => option.id) ?? [];
    expect(ids).toHaveLength(104);
    expect(ids.slice(0, 2)).toEqual(['01', '02']);
    expect(ids.slice(99)).toEqual(['974', '976', 'nc', 'other-overseas', 'not-said']);
    expect(ids).toEqual(expect.arrayContaining(['2A', '2B', '971']));
    expect(ids).not.toContain('20');
  });
});
