import { render } from 'preact';
import { act } from 'preact/test-utils';
import * as v from 'valibot';
import { afterEach, describe, expect, test, vi } from 'vitest';
import LIST from '../../../public/surveys/lists/fr-departments.json' with { type: 'json' };
import MAP from '../../../public/surveys/maps/fr-departments.json' with { type: 'json' };
import REFERENCE from '../../../public/surveys/numerique-territorial/reference-2017.json' with { type: 'json' };
import RESULTS_FILE from '../../../public/surveys/numerique-territorial/results.json' with { type: 'json' };
import { areaMapSchema } from '../../../src/core/results/area-map.ts';
import type { Phase } from '../../../src/core/results/disclosure/ledger.ts';
import { asDivided } from '../../../src/core/results/everyone.ts';
import { referenceSchema } from '../../../src/core/results/reference.ts';
import type { ResultsFile } from '../../../src/core/results/results-file.ts';
import { waveReference } from '../../../src/core/results/wave-reference.ts';
import type { Inline, OrganiserTexts } from '../../../src/core/survey/organiser-texts.ts';
import { type Survey, toSurvey } from '../../../src/core/survey/questionnaire.ts';
import { pastStudy } from '../../../src/edition/compact-reference.ts';
import { PlacesTable, Shapes } from '../../../src/ui/map/places.tsx';
import { asPrinted } from '../../../src/ui/past/past-line.tsx';
import type { FigureInput } from '../../../src/ui/results/figure.ts';
import { outlineOf } from '../../../src/ui/results/outline.ts';
import { BlockPage } from '../../../src/ui/screens/results/block-page.tsx';
import { PartPage } from '../../../src/ui/screens/results/front/part-page.tsx';
import { ResultsIndex } from '../../../src/ui/screens/results/front/results-index.tsx';
import { NoResults } from '../../../src/ui/screens/results/no-results.tsx';
import { Report } from '../../../src/ui/screens/results/report/report-page.tsx';
import { VerbatimsPage } from '../../../src/ui/screens/results/verbatims-page.tsx';
import type { Reading } from '../../../src/ui/state/use-publication.ts';
import type { Verbatims } from '../../../src/wire/verbatims.ts';
import { words as resultsFr } from '../../../src/words/compiled/respondent/fr/results.mjs';
import { NOTICE } from '../../support/notice.ts';
import { publicationOfPeople } from '../../support/season.ts';
import { GARDEN_FILE, STUDY_FILE } from '../../support/surveys-in-browser.ts';
import { drawingRoot } from '../drawing-root.ts';
import { rankingWordsIn } from '../ranking-words.ts';
import { basesIn, sharesWithoutBase } from '../shares-and-bases.ts';
import { englishResults as english, frenchResults as french } from '../shown-words.ts';

const survey = toSurvey(STUDY_FILE);
const garden = toSurvey(GARDEN_FILE);
const FILE: ResultsFile = RESULTS_FILE;
const PEOPLE = { commune: 420, departement: 62, region: 11, intercommunalite: 230 };
const ORIGINS = { 'digital-service-size': { evidence: 'reconstructed', page: '9' } } as const;

const root = drawingRoot();

function inputOf(
  of: Survey,
  people: Readonly<Record<string, number>>,
  file: ResultsFile,
  phase: Phase = 'preview',
): FigureInput {
  return {
    survey: of,
    file,
    words: of === survey ? french : english,
    results: publicationOfPeople(of, people, { file, phase }),
  };
}

const preview = inputOf(survey, PEOPLE, FILE);
const past = pastStudy(v.parse(referenceSchema, REFERENCE));
const withPast = { ...preview, past };
const final = inputOf(survey, { ...PEOPLE, region: 44 }, FILE, 'results');

/** With all that is drawn step by step. */
function showBlock(address: string, input = preview): HTMLElement {
  void act(() => beginBlock(address, input));
  return root;
}

function beginBlock(address: string, input = preview): void {
  const parts = outlineOf(input.survey, input.file, input.texts);
  const block = parts.flatMap(({ blocks }) => blocks).find((one) => one.address === address);
  if (!block) throw new Error(`no block at ${address}`);
  render(
    <BlockPage
      input={input}
      parts={parts}
      isKept={false}
      origins={ORIGINS}
      block={block}
      before={undefined}
      after={block}
    />,
    root,
  );
}

function showIndex(input = preview, isKept = false): HTMLElement {
  render(<ResultsIndex input={input} parts={outlineOf(input.survey, input.file)} isKept={isKept} origins={{}} />, root);
  return root;
}

const textOf = (element: Element | null | undefined) => (element?.textContent ?? '').replaceAll(/\s+/g, ' ');
const group = (id: string) => root.querySelector(`[data-group="${id}"]`);

describe('the contents', () => {
  test('state the number of responses, the date, the phase and the disclosure rule', () => {
    const text = textOf(showIndex());
    expect(text).toMatch(/Environ 7\d\d réponses au 12 mai 2026/);
    expect(text).toContain('Aperçu : enquête ouverte');
    for (const sentence of resultsFr['read.preview']) expect(text).toContain(sentence.replaceAll(/\s+/g, ' '));
  });

  test('name each type with its size, and its day where that is not the page’s, and say why one is not shown', () => {
    const { strata } = preview.results;
    const { commune, departement } = strata;
    if (!commune || !departement) throw new Error('both are shown');
    const earlier = { ...departement, asOf: '2026-05-02' };
    showBlock('page.who', {
      ...preview,
      results: { ...preview.results, strata: { ...strata, departement: earlier } },
    });
    expect(textOf(group('commune'))).toMatch(/Commune il y en a 34 875 en tout4\d\d$/);
    expect(textOf(group('departement'))).toMatch(/\d \(\d+ à \d+\) · 2 mai 2026$/);
    expect(textOf(group('region'))).toContain('Un groupe de moins de 30 réponses n’est pas encore montré.');
    expect(textOf(group('region'))).not.toMatch(/\b1[0-5]\b/);
  });

  test('name what divided the results, or show all together where that is not asked any more', () => {
    const divided = (dividedBy: string) => asDivided(survey, { ...preview.results, dividedBy });
    expect([divided('authority-type'), divided('respondent-role').stratum]).toEqual([survey, 'respondent-role']);
    const results = { ...preview.results, dividedBy: 'former' };
    showBlock('page.who', { ...preview, survey: asDivided(survey, results), results });
    const groups = [...root.querySelectorAll('[data-figure="groups"] [data-group]')].map(textOf);
    expect(groups).toEqual([expect.stringContaining('seul l’ensemble est montré')]);
  });

  test('show next to each type how many responses the past study had, and which of these numbers are computed', () => {
    showBlock('page.who', withPast);
    const sizes = [...root.querySelectorAll('[data-figure="groups"] [data-past]')].map(textOf);
    expect(sizes).toEqual(['50 (recalculé)', '28 (recalculé)', '9', '33', '–', '120']);
  });

  test('lead to every question and every crossing', () => {
    const parts = outlineOf(survey, FILE);
    const linksIn = (element: HTMLElement) =>
      [...element.querySelectorAll('nav a')].map((link) => link.getAttribute('href'));
    const front = linksIn(showIndex());
    for (const address of ['page.who', 'territory', 'page.verbatims', 'page.report', 'page.method'])
      expect(front).toContain(`#/results/${address}`);
    const inside = parts.flatMap((part) => {
      if (!front.includes(`#/results/part.${part.id}`)) return [];
      render(<PartPage part={part} input={preview} parts={parts} isKept={false} origins={{}} />, root);
      return linksIn(root);
    });
    for (const { id, kind } of survey.questions) if (kind !== 'text') expect(inside).toContain(`#/results/${id}`);
    expect(inside).toContain('#/results/crossing.plan-by-elected-rep');
    expect(inside).toContain('#/results/page.profiles');
  });

  test('begin with three shares of the publication, each with that of the past study where it printed one', () => {
    showIndex(withPast);
    const found = [...root.querySelectorAll('[data-finding]')];
    expect(found.map((one) => one.getAttribute('data-finding'))).toEqual([
      'digital-plan',
      'axis-very-high-speed',
      'page.profiles',
    ]);
    const { base = 1, counts = {} } = preview.results.strata.all?.items['digital-plan'] ?? {};
    const share = Math.round(((counts.yes ?? 0) / base) * 100);
    expect(textOf(found[0])).toMatch(
      new RegExp(
        `^${share} % ?des réponses indiquent un plan.* ?d’environ ${base} réponses · Étude 2017, trait fin.: 49 %$`,
      ),
    );
    expect(textOf(found[1])).toMatch(/Étude 2017, trait fin.: 82 %$/);
    expect(textOf(found[2])).toMatch(/% ?des réponses de communes sont entre deux profils ?d’environ \d+ réponses/);
    // A small bar for each section of the survey: the finding about profiles is one of a group.
    expect(root.querySelectorAll('[data-part] [aria-hidden="true"] > span')).toHaveLength(4);
  });

  test('leave the past study out where it did not offer an answer between those of today', () => {
    const second = (added: readonly string[]) => {
      showIndex({ ...preview, past: { ...past, added: { 'development-axes': added } } });
      return textOf(root.querySelectorAll('[data-finding]')[1]);
    };
    expect(second(['done', 'unknown'])).not.toContain('2017');
    expect(second(['unknown'])).toContain('Étude 2017');
  });

  test('say that a publication is the last one known', () => {
    expect(textOf(showIndex(preview, true))).toContain('la dernière publication connue de cet appareil');
  });

  test('of final results say so, and show smaller groups', () => {
    const text = textOf(showIndex(final));
    expect(text).toContain('Ces résultats sont définitifs.');
    showBlock('page.who', final);
    expect(textOf(group('region'))).toMatch(/Région il y en a 18 en tout\d+ \(\d+ à \d+\)$/);
  });

  test('say of a survey that is open when the next update comes, and what has left', () => {
    const text = textOf(showIndex({ ...preview, results: { ...preview.results, left: 12 } }));
    expect(text).toContain('Prochaine mise à jour : 17 mai 2026.');
    expect(text).toContain('Environ 12 % de ce qui est montré a été effacé ou écarté depuis.');
    expect(root.querySelector('[data-results="left"]')?.className).not.toBe('');
    expect(textOf(showBlock('page.who'))).toContain('Ensemble des groupes montrés');
    expect(textOf(showIndex(final))).not.toContain('Prochaine mise à jour');
  });
});

test.each([
  [
    'until when it is open',
    { closedFrom: '2999-01-02', finalOn: '2999-01-09' },
    ['Aperçu : enquête ouverte', 'jusqu’à la veille du 2 janvier 2999'],
  ],
  [
    'once closed when its final results will appear',
    { closedFrom: '2026-01-02', finalOn: '2999-01-09' },
    ['Aperçu : enquête terminée', 'Ses résultats définitifs paraîtront le 9 janvier 2999.'],
  ],
  [
    'while these are being made that what one reads is still a preview',
    { closedFrom: '2026-01-02', finalOn: '2026-01-09' },
    ['Aperçu : enquête terminée', 'attendus le 9 janvier 2026, sont en préparation. Ceci est le dernier aperçu.'],
  ],
  [
    'that they are there',
    { closedFrom: '2026-01-02', finalOn: '2026-01-09', phase: 'results' as const },
    ['Résultats définitifs'],
  ],
])('a survey that closes says %s', (_, at, sentences) => {
  const text = textOf(showIndex({ ...preview, results: { ...preview.results, ...at } }));
  for (const sentence of sentences) expect(text).toContain(sentence);
  if ('phase' in at) expect(root.querySelector('[data-results="coming"]')).toBeNull();
});

describe('the overview of a matrix', () => {
  const countsOf = (row: string) => textOf(group(row)?.querySelector('tr:nth-child(2) td'));

  test('is of everyone, then of any type that is shown, each row with its own numbers, day and past', async () => {
    const added = { 'development-axes': ['done', 'unknown'] };
    const withPast = { ...preview, past: { ...past, added } };
    showBlock('development-axes', withPast);
    const choices = [...root.querySelectorAll('fieldset label')].map(textOf);
    // The eleven régions are too few.
    expect(choices).toEqual(['Ensemble des groupes montrés', 'Commune', 'Département', 'Intercommunalité']);
    const ofAll = countsOf('axis-very-high-speed');
    // Neither “done” nor “don't know” was an answer: the bar begins with “in progress”, printed on line 435.
    const strip = [...(group('axis-very-high-speed')?.querySelectorAll<HTMLElement>('[data-strip] > span') ?? [])];
    expect(strip.map(({ style }) => style.inlineSize)).toEqual(['82%', '']);
    root.querySelectorAll<HTMLInputElement>('fieldset input')[1]?.click();
    await vi.waitFor(() => expect(textOf(root.querySelector('caption'))).toContain('parmi : Commune'));
    expect(countsOf('axis-very-high-speed')).not.toBe(ofAll);
    const row = textOf(group('axis-very-high-speed'));
    expect(row).toMatch(/\d+ réponses/);
    // Lines 501 to 517 of the study: what it printed of communes is not what it printed of all.
    expect(row).not.toContain('82 % (120 répondants');
  });

  test('has no choice of group in a survey without strata', () => {
    const { stratum: _, ...undivided } = GARDEN_FILE;
    const one = toSurvey(undivided);
    const matrix = one.questions.find(({ kind }) => kind === 'matrix');
    showBlock(matrix?.id ?? '', inputOf(one, { all: 60 }, {}));
    expect(group(matrix?.kind === 'matrix' ? (matrix.rows[0]?.id ?? '') : '')).not.toBeNull();
    expect(root.querySelector('fieldset')).toBeNull();
  });
});

describe('the profiles, group by group', () => {
  const stacks = () => root.querySelector('[data-figure="profiled"]');

  test('say how many of each group have one, or why the group is not shown', () => {
    showBlock('page.profiles');
    const rows = [...(stacks()?.querySelectorAll('tbody tr') ?? [])];
    expect(rows.map(({ firstChild }) => firstChild?.firstChild?.textContent)).toEqual([
      'Ensemble des groupes montrés',
      'Commune',
      'Département',
      'Région',
      'Intercommunalité',
      'Autre (syndicat, collectivité unique…)',
    ]);
    const { commune } = preview.results.strata;
    expect(textOf(rows[1]?.querySelector('td'))).toBe(`${commune?.profiles?.base} sur ${commune?.n}`);
    expect(textOf(rows[3]?.querySelector('td'))).toContain('moins de 30 réponses');
  });

  test('have one bar each, as long for each profile as its count, and named for the eyes alone', () => {
    const many = inputOf(survey, { ...PEOPLE, commune: 2400 }, FILE);
    showBlock('page.profiles', many);
    const bar = stacks()?.querySelector('tbody tr th > [aria-hidden="true"]');
    const { counts = {}, between = 0, apart = 0 } = many.results.strata.all?.profiles ?? {};
    const grown = [...(bar?.children ?? [])].map((part) => Number(getComputedStyle(part).flexGrow));
    expect(grown).toEqual([...Object.values(counts), between, apart].filter((count) => count > 0));
    const keys = stacks()?.querySelector('caption [aria-hidden="true"]');
    expect(textOf(keys)).toContain('Systémique');
    // Their colours are one grey on paper: a part without an emblem is named below its bar.
    for (const row of stacks()?.querySelectorAll('tbody tr') ?? []) {
      const bare = [...row.querySelectorAll<HTMLElement>('[data-tone][data-emblem]:not(:has(svg))')];
      const named = [...row.querySelectorAll<HTMLElement>('[data-small]')].map(({ dataset }) => dataset.small);
      expect(named).toEqual(bare.map(({ dataset }) => dataset.emblem));
    }
    expect(stacks()?.querySelectorAll('[data-small]').length).toBeGreaterThan(0);
  });
});

describe('a block', () => {
  test('is a table: each number is under its level, and bars are decorative', () => {
    showBlock('digital-service-size');
    const table = root.querySelector('table[data-figure="stack"]');
    expect([...(table?.querySelectorAll('thead th') ?? [])].map(textOf)).toEqual([
      'Moins de 5 agents',
      'De 5 à 10 agents',
      'Plus de 10 agents',
      'Non concerné',
    ]);
    const cells = [...(group('all')?.querySelectorAll('tr:nth-child(2) td') ?? [])];
    expect(cells).toHaveLength(4);
    for (const bar of root.querySelectorAll('[data-tone]')) expect(bar.closest('[aria-hidden="true"]')).not.toBeNull();
    const counts = preview.results.strata.all?.items['digital-service-size']?.counts ?? {};
    expect(cells.map((cell) => textOf(cell).split(' ').at(-1))).toEqual(Object.values(counts).map(String));
  });

  test('prints those without an answer, and what is reconstructed of its wording', () => {
    const text = textOf(showBlock('digital-service-size'));
    expect(text).toMatch(/Sans réponse : \d+/);
    expect(text).toContain('formulation reconstituée · étude d’origine, p. 9');
  });

  test('gives its bars most of the width, whatever their numbers need', () => {
    root.style.inlineSize = '800px';
    showBlock('main-domains');
    const lengths = [...root.querySelectorAll('[data-figure="bars"] [data-tone]')].map(
      (bar) => bar.getBoundingClientRect().width,
    );
    root.style.inlineSize = '';
    expect(Math.max(...lengths)).toBeGreaterThan(480);
  });

  test('of profiles shows each alone and with another, and between them the pairs in two tones of one scale', () => {
    const many = inputOf(survey, { ...PEOPLE, commune: 2400 }, FILE);
    const of = showBlock('page.profiles', many).querySelector('[data-figure="bars"]');
    const { pairs = {}, base = 0 } = many.results.strata.all?.profiles ?? {};
    const cellOf = (level: string) => of?.querySelector(`[data-level="${level}"] td[data-group="all"]`);
    const tonesIn = (level: string) =>
      [...(cellOf(level)?.querySelectorAll<HTMLElement>('[data-emblem]') ?? [])].map(({ dataset, style }) => [
        dataset.emblem,
        dataset.also === '',
        style.inlineSize,
      ]);
    expect(tonesIn('explorateur').map(([, also]) => also)).toEqual([false, true]);
    const own = Object.entries(pairs).filter(([pair]) => pair.split('|').includes('explorateur'));
    const share = Math.round((own.reduce((sum, [, count]) => sum + count, 0) / base) * 100);
    expect(textOf(cellOf('explorateur'))).toContain(` avec un autre : ${share} %`);
    expect(Object.keys(pairs)).toHaveLength(6);
    for (const pair of Object.keys(pairs)) {
      const [one, other] = tonesIn(pair);
      expect([one?.[0], other?.[0]].join('|')).toBe(pair);
      expect(one?.[2]).toBe(other?.[2]);
      expect(of?.querySelectorAll(`[data-level="${pair}"] th svg`)).toHaveLength(2);
    }
  });

  test('of a table that waits says that it comes with the final results at the latest', () => {
    const { all, ...groups } = preview.results.strata;
    if (!all) throw new Error('not published');
    const { profiles: _, ...waiting } = all;
    showBlock('page.profiles', { ...preview, results: { ...preview.results, strata: { all: waiting, ...groups } } });
    expect(textOf(root)).toContain('Il l’est au plus tard avec les résultats définitifs.');
    expect(textOf(root)).not.toContain('Moins de 20 réponses');
  });

  test('of a small final group counts, « 8 sur 28 », without a per cent', () => {
    showBlock('axis-open-data', final);
    const small = Object.entries(final.results.strata).find(([, one]) => one !== null && one.n < 50)?.[0] ?? '';
    expect(small).toBe('region');
    const text = textOf(group(small));
    expect(text).toMatch(/\d+ sur \d+ \(\d+ à \d+\)/);
    expect(text).not.toContain('%');
    expect(group(small)?.querySelector('[data-tone]')).toBeNull();
  });

  test('has beside it what an earlier wave displayed, with its range', () => {
    showBlock('axis-open-data', { ...preview, past: pastStudy(waveReference(survey, final.results, survey.id)) });
    const [most, fewer] = ['commune', 'departement'].map((id) => textOf(group(id)?.querySelector('td[lang]')));
    expect(most).toMatch(/^\d+ %$/);
    expect(fewer).toMatch(/^\d+ % \(\d+–\d+\)$/);
  });

  test('of a multiple choice turns from respondents to citations, both sizes printed', async () => {
    showBlock('main-domains');
    const before = textOf(group('all'));
    root.querySelectorAll<HTMLInputElement>('input[name^="of-"]')[1]?.click();
    await vi.waitFor(() => expect(textOf(root.querySelector('caption'))).toContain('En % des citations, à peu près'));
    expect(textOf(root.querySelector('caption'))).toMatch(/\d+ répondants, [\d ]+ citations/);
    expect(textOf(group('all'))).not.toBe(before);
  });

  test('of a number has its bands, those who do not know, and quartiles', () => {
    const text = textOf(showBlock('initial-budget-investment'));
    expect(text).toMatch(/Ne sait pas : \d+/);
    expect(text).toMatch(/Médiane, environ[\d ]+€/);
  });

  test('of bars is read one group at a time on a narrow page, also one that is not shown', async () => {
    showBlock('initial-budget-investment');
    expect(group('all')).not.toBeNull();
    const tabs = [...root.querySelectorAll<HTMLInputElement>('input[name^="among-"]')];
    expect(tabs).toHaveLength(6);
    tabs[1]?.click();
    await vi.waitFor(() => expect(group('commune')).not.toBeNull());
    expect(group('all')).toBeNull();
    expect(textOf(root.querySelector('caption'))).toMatch(/^parmi : Commune · \d+ réponses · /);
    tabs[3]?.click();
    await vi.waitFor(() => expect(textOf(group('region'))).toContain('Un groupe de moins de 30 réponses'));
  });
});

describe('a figure that has the width of a sheet', () => {
  const onPaper = async (address: string) => {
    showBlock(address, withPast);
    await vi.waitFor(() => {
      dispatchEvent(new Event('beforeprint'));
      expect(root.querySelector('[data-figure="stack"] th[aria-hidden], [data-columns]')).not.toBeNull();
    });
  };
  afterEach(() => dispatchEvent(new Event('afterprint')));

  test('has one line a group with all of its numbers, and under its bar that of the past study', async () => {
    await onPaper('digital-service-size');
    const [now, before] = [...(group('commune')?.querySelectorAll('tr') ?? [])];
    const { base, blank, counts = {} } = preview.results.strata.commune?.items['digital-service-size'] ?? {};
    const cells = [...(now?.querySelectorAll('td:not([aria-hidden])') ?? [])].map(textOf);
    expect(cells.slice(0, 4).map((cell) => Number(/ % (\d+)/.exec(cell)?.[1]))).toEqual(Object.values(counts));
    expect(cells.slice(4)).toEqual([`${base}`, `${blank}`]);
    expect(textOf(before)).toMatch(/^étude 2017 \(base recalculée : 50 communes, p. 9\)30 ?%18 ?%24 ?%$/);
    expect(now?.querySelectorAll('[data-strip] [data-tone]')).toHaveLength(4);
    // Nine régions: words, and no bar.
    expect(group('region')?.querySelector('[data-strip]')).toBeNull();
  });

  test('has one line an answer, the groups beside one another', async () => {
    await onPaper('digital-service-attachment');
    const heads = [...root.querySelectorAll('thead th')].map(textOf);
    expect(heads.map((head) => head.replace(/\d.*$/, ''))).toEqual([
      'Réponse',
      'Ensemble des groupes montrés',
      'Commune',
      'Département',
      'Intercommunalité',
    ]);
    const levels = survey.question.get('digital-service-attachment')?.choices ?? [];
    expect(root.querySelectorAll('tr[data-level]')).toHaveLength(levels.length);
    const [first] = levels;
    const counts = preview.results.strata.commune?.items['digital-service-attachment']?.counts ?? {};
    const cell = root.querySelector(`tr[data-level="${first?.id}"] td:nth-of-type(2)`);
    expect(textOf(cell)).toContain(` % ${counts[first?.id ?? '']}`);
    // A line below says why a group is not shown: a column would be too narrow for it.
    const hidden = [...root.querySelectorAll('tbody tr[data-group]')];
    const few = 'Un groupe de moins de 30 réponses n’est pas encore montré.';
    expect(hidden.map(textOf)).toEqual([`Région${few}`, `Autre (syndicat, collectivité unique…)${few}`]);
  });
});

describe('a choice without an order', () => {
  const levels = survey.question.get('digital-service-attachment')?.choices ?? [];

  test('is grouped by answer, so that the types are next to one another', () => {
    showBlock('digital-service-attachment');
    expect([...root.querySelectorAll('[data-level] th')].map(textOf)).toEqual(
      levels.map(({ label }) => textOf({ textContent: french.of(label) } as Element)),
    );
    const counts = preview.results.strata.commune?.items['digital-service-attachment']?.counts ?? {};
    const cells = [...root.querySelectorAll('[data-level] [data-group="commune"]')].map(textOf);
    expect(cells.map((cell) => Number(/^Commune.*? % ?(?:au plus )?(\d+)/.exec(cell)?.[1]))).toEqual(
      Object.values(counts),
    );
  });

  test('is drawn an answer at a time, so that taps do not wait, and what is below it last', async () => {
    const seen = new Set<string>();
    const watch = new MutationObserver(() => {
      seen.add(`${root.querySelectorAll('[data-level]').length} ${root.querySelectorAll('article > nav').length}`);
    });
    watch.observe(root, { childList: true, subtree: true });
    beginBlock('digital-service-attachment');
    await vi.waitFor(() => expect(root.querySelector('article > nav')).not.toBeNull());
    watch.disconnect();
    expect([...seen]).toEqual([
      ...Array.from({ length: levels.length + 1 }, (_, drawn) => `${drawn} 0`),
      `${levels.length} 1`,
    ]);
  });

  test('is whole on paper before all of it is on the screen', async () => {
    const begun = new Promise<void>((resolve) => {
      const look = () => {
        if (root.querySelector('table')) resolve();
      };
      new MutationObserver(look).observe(root, { childList: true, subtree: true });
    });
    beginBlock('digital-service-attachment');
    await begun;
    expect(root.querySelectorAll('[data-level]').length).toBeLessThan(levels.length);
    dispatchEvent(new Event('beforeprint'));
    await Promise.resolve();
    expect(root.querySelector('article > nav')).not.toBeNull();
    expect(root.querySelectorAll('[data-level]')).toHaveLength(levels.length);
  });

  test('has the size of every group below, and says once why one is not shown', () => {
    const text = textOf(showBlock('digital-service-attachment'));
    expect(text).toMatch(/Commune ?\d+ réponses · Sans réponse : \d+/);
    const hidden = Object.values(preview.results.strata).filter((stratum) => stratum === null);
    // Once more in how to read.
    expect(text.split('Un groupe de moins de 30 réponses n’est pas encore montré.')).toHaveLength(hidden.length + 2);
    expect(root.querySelectorAll('[data-level] [data-group="region"]')).toHaveLength(0);
  });

  test('stays a table to a screen reader, with a bar in each cell that is nothing to it', () => {
    showBlock('digital-service-attachment');
    const cells = [...root.querySelectorAll('[data-level] [data-group]')];
    expect(cells).toHaveLength(levels.length * 4);
    for (const cell of cells) {
      expect(cell.closest('[role="table"] [role="rowgroup"] [role="row"]')).not.toBeNull();
      expect(cell.getAttribute('role')).toBe('cell');
    }
    const bars = [...root.querySelectorAll('[data-level] [data-tone]')];
    expect(bars).toHaveLength(cells.length);
    for (const bar of bars) expect(bar.closest('[aria-hidden="true"]')).not.toBeNull();
  });
});

describe('the places', () => {
  const map = v.parse(areaMapSchema, MAP);
  const places = [
    ...LIST.areas.map(([id = '', name = '']) => ({ id, label: { fr: name } })),
    ...(survey.question.get('territory')?.choices.filter(({ id }) => id !== 'not-said') ?? []),
  ];
  const present = new Set(['22', '2A', '974', 'nc']);

  test('are a table, part by part: the same as the map, and what is not on it', () => {
    render(<PlacesTable places={places} present={present} groups={map.groups} words={french} />, root);
    const rows = [...root.querySelectorAll('tbody tr')].map((row) => [...row.children].map(textOf));
    expect(rows).toHaveLength(map.groups.length + 1);
    expect(rows).toContainEqual(['Bretagne', 'Côtes-d’Armor', '1 sur 4']);
    expect(rows).toContainEqual(['Hauts-de-France', '–', '0 sur 5']);
    expect(rows.at(-1)).toEqual(['Hors de la carte', 'Nouvelle-Calédonie', '1 sur 2']);
  });

  test('without a map are one list', () => {
    render(<PlacesTable places={places} present={present} groups={[]} words={french} />, root);
    expect(root.querySelectorAll('tbody tr')).toHaveLength(1);
    expect(textOf(root.querySelector('tbody td:last-child'))).toBe('4 sur 103');
  });

  test('are a picture with a sentence, in two states and without a number', () => {
    render(<Shapes map={map} present={present} nameOf={(id) => id} summary="Carte" />, root);
    const picture = root.querySelector('[role="img"]');
    expect(picture?.getAttribute('aria-label')).toBe('Carte');
    expect(picture?.querySelectorAll('path')).toHaveLength(101);
    expect(picture?.querySelectorAll('path[data-present]')).toHaveLength(3);
  });
});

describe('the study of 2017', () => {
  test('notes under a question what has changed since, and under an unchanged question nothing', () => {
    showBlock('flagship-action', withPast);
    expect(textOf(root.querySelector('[data-past="changed"]'))).toContain('le répondant choisit lui-même le thème');
    showBlock('digital-plan', withPast);
    expect(root.querySelector('[data-past="changed"]')).toBeNull();
  });

  test('is under the numbers of each group, even one too small to be shown today, with its base and its page', () => {
    showBlock('evaluation-device', withPast);
    expect(textOf(group('region'))).toContain('moins de 30 réponses');
    const [about, cells] = group('region')?.querySelectorAll('[data-past]') ?? [];
    expect(textOf(about)).toBe('étude 2017 (base recalculée : 9 régions, p. 27)');
    expect([...(cells?.children ?? [])].map(textOf).slice(0, 3)).toEqual(['11 %', '56 %', '33 %']);
    const groups = [...root.querySelectorAll<HTMLElement>('tbody:has([data-past])')].map(
      ({ dataset }) => dataset.group,
    );
    expect(groups).toEqual(['all', 'commune', 'departement', 'region', 'intercommunalite']);
    // What today asks in another way.
    expect(root.querySelectorAll('[data-past]:not(tr)')).toHaveLength(1);
  });

  test('of a row is on its own page and in the overview of its matrix', () => {
    showBlock('axis-very-high-speed', withPast);
    expect(textOf(group('departement'))).toContain(
      'étude 2017 (28 départements au plus, p. 13)96 %étude 2017 : Pas à l’ordre du jour : l’un d’entre eux (28',
    );
    showBlock('development-axes', withPast);
    expect(textOf(group('axis-very-high-speed'))).toContain('étude 2017 (120 répondants au plus, p. 13)82 %');
  });

  test('shows as text the past figures that belong to no single answer, and those of the profiles', () => {
    expect(textOf(showBlock('initial-budget-share', withPast))).toContain('étendue des parts – 0,6 à 8 %');
    expect(textOf(showBlock('page.profiles', withPast))).toContain(
      'Explorateur – apparaît comme prenant le pas sur les autres (120 répondants au plus, p. 62–\u206067)',
    );
  });

  test('has the words of its inconsistencies folded under the figure', () => {
    showBlock('citizen-involvement-means', withPast);
    const flaw = [...root.querySelectorAll('dd')].find((one) => textOf(one).includes('parts des citations'));
    expect(flaw?.closest('details')?.open).toBe(false);
    expect(textOf(flaw?.previousElementSibling)).toBe('Q-27');
  });

  test('is on every block that it printed anything of, and no figure of it is lost', async () => {
    for (const figure of withPast.past.figures) {
      render(null, root);
      showBlock(figure.item, withPast);
      const printed = asPrinted(figure, french).replaceAll(/\s+/g, ' ');
      // In a multiple choice the study counted citations, so its numbers are next to those of citations.
      const [, citations] = root.querySelectorAll<HTMLInputElement>('input[name^="of-"]');
      citations?.click();
      // Bars are read one group at a time.
      const tabs = [...root.querySelectorAll<HTMLInputElement>('input[name^="among-"]')];
      const seen: string[] = [];
      for (const tab of [undefined, ...tabs]) {
        tab?.click();
        if (citations || tab) await new Promise((resolve) => setTimeout(resolve));
        seen.push(textOf(root));
        if (seen.at(-1)?.includes(printed)) break;
      }
      expect(seen.join(), figure.published).toContain(printed);
    }
  });

  test('is named once, where one reads how to read', () => {
    const text = textOf(showBlock('evaluation-device', withPast));
    expect(text.split('Schémas directeurs et politique numérique territoriale')).toHaveLength(2);
  });
});

describe('the rule of the profiles', () => {
  const typology = survey.typology;
  if (!typology) throw new Error('the study has a typology');

  test('has all profiles in one table drawn from the file, and leads to the page of each', () => {
    const text = textOf(showBlock('page.rule'));
    expect(text).toContain('6 critères');
    for (const { id, requires } of typology.profiles) {
      expect(root.querySelector(`a[href="#/profiles/${id}"]`)).not.toBeNull();
      for (const { says } of Object.values(requires)) expect(text).toContain(french.of(says).replaceAll(/\s+/g, ' '));
    }
    const columns = typology.profiles.map(({ id }) =>
      [...root.querySelectorAll(`[data-figure="requires"] td[data-emblem="${id}"]`)].filter((cell) =>
        cell.querySelector('.unseen'),
      ),
    );
    // Each profile requires one value of each criterion.
    expect(columns.map((cells) => cells.length)).toEqual(typology.profiles.map(() => typology.criteria.length));
  });

  test('lists by criterion the answers that it counts, in the words of the questionnaire', () => {
    showBlock('page.rule');
    const listOf = (criterion: string) => textOf(root.querySelector(`[data-criterion="${criterion}"]`));
    const { rows } = survey.question.get('development-axes') as Extract<
      Survey['questions'][number],
      { kind: 'matrix' }
    >;
    expect(listOf('axes')).toContain('« Réalisé », « En cours » à');
    for (const { label } of rows)
      expect(listOf('axes')).toContain(textOf({ textContent: french.of(label) } as Element));
    expect(listOf('communication')).toMatch(
      /dispositifs participatifs ?Une des réponses « Budget participatif », « Hackathon »/,
    );
  });

  test('quotes the study, and says what was chosen where it contradicts itself', () => {
    const text = textOf(showBlock('page.rule', withPast));
    expect(text).toContain('Il ne s’agit pas d’un classement, ni d’une notation');
    expect(textOf(root.querySelector('[data-figure="requires"] tbody:nth-of-type(3) th[scope="row"]'))).toBe(
      'Au moins 6 des 12 axes sont engagés B-1',
    );
    expect(text).toContain('B-1Le texte dit deux fois « au moins 6 » axes, le tableau « au moins 5 ».');
  });
});

describe('the method', () => {
  const withFacts = (more: Partial<FigureInput['results']>, input = preview) =>
    textOf(showBlock('page.method', { ...input, results: { ...input.results, ...more } }));
  const linesOf = () => [...root.querySelectorAll<HTMLElement>('[data-line]')].map(({ dataset }) => dataset.line);

  test('is two sentences and twelve lines that are folded, fewer where they do not apply, the same in both languages', () => {
    showBlock('page.method', { ...preview, past });
    const all = linesOf();
    expect(all).toHaveLength(12);
    expect(root.querySelectorAll('details[open]')).toHaveLength(0);
    for (const summary of root.querySelectorAll('[data-line] > details > summary')) {
      const [title = '', answer = ''] = [...summary.childNodes].map(({ textContent }) => textContent?.trim());
      expect([title.length, answer.length].every((length) => length > 3 && length < 60)).toBe(true);
    }
    const ours = [...root.querySelectorAll('[data-line] > details > div > ul > li')]
      .filter((one) => !one.querySelector('span'))
      .map(textOf);
    expect(ours.flatMap(rankingWordsIn)).toEqual([]);
    const sentences = ours.flatMap((text) => text.split(/[.!?:]\s/));
    expect(sentences.filter((sentence) => sentence.split(/\s+/).length > 22)).toEqual([]);
    showBlock('page.method', { ...preview, past, words: english });
    expect(linesOf()).toEqual(all);
    const { typology: _, ...plain } = garden;
    showBlock('page.method', inputOf(plain, { yes: 60, no: 40, shared: 35 }, {}));
    expect(linesOf()).toEqual(all.filter((line) => line !== 'profiles' && line !== 'past'));
  });

  test('names the organiser, the population, the rule of the profiles and the limits', () => {
    const text = withFacts({});
    expect(text).toContain(textOf({ textContent: french.of(survey.opening.who) } as Element));
    expect(text).toContain('6 critères, 5 profils, sans ordre');
    expect(text).toContain('L’ouverture nomme les profils avant la première réponse');
    expect(text).toContain('à une adresse que l’ouverture ne donne pas');
    expect(text).toContain('Que quelqu’un a répondu n’est pas protégé.');
    expect(root.querySelector('a[href="#/results/page.rule"]')).not.toBeNull();
    expect(root.querySelector('a[href="#/results/page.changes"]')).not.toBeNull();
    expect(text).toContain('Des mots ou des réponses de 1 question n’ont pas été publiés');
  });

  test('says what the author states of the survey and of errors, and once what is not stated', () => {
    const stated = {
      ...FILE,
      designedBy: { fr: 'Des auditeurs.' },
      errata: { '2026-05-10': { fr: 'Une base fausse.' } },
    };
    const shown = textOf(showBlock('page.method', { ...preview, file: stated }));
    expect(shown).toContain('Questionnaire conçu par : Des auditeurs.');
    expect(shown).toContain('Non précisé : qui la paie.');
    expect(shown).toContain('Erreur signalée le 10 mai 2026 : Une base fausse.');
    expect(withFacts({}, { ...preview, file: {} })).toContain('Non précisé : qui l’a conçue, qui la paie.');
    expect(textOf(root)).toContain('Erreurs signalées : aucune.');
  });

  test('says that dates are planned until a publication is ordered, and then why it was', () => {
    expect(withFacts({})).toContain(resultsFr['read.preview'][1]);
    const ordered = { '2026-05-03': 'Avant le congrès', '2026-05-09': '' };
    const text = withFacts({ ordered });
    expect(text).toContain('demandée le 3 mai 2026 : Avant le congrès.');
    expect(text).toContain('demandée le 9 mai 2026 : sans raison donnée.');
    expect(text).not.toContain(resultsFr['read.preview'][1]);
    showBlock('digital-plan', { ...preview, results: { ...preview.results, ordered } });
    expect(textOf(root)).not.toContain(resultsFr['read.preview'][1]);
  });

  test('says from published numbers how many stop, how long it takes, how many were invited or withdrawn', () => {
    const bands = [
      { from: 0, to: 10, count: 40 },
      { from: 10, to: 15, count: 500 },
      { from: 15, count: 60 },
    ];
    const text = withFacts({
      answered: 900,
      unfinished: 100,
      invited: 775,
      withdrawn: 9,
      translated: 27,
      minutes: { draws: 1, bands },
    });
    expect(text).toContain('Environ 100 de plus sont inachevées, soit 10 % de ce qui est reçu.');
    expect(text).toContain('Page traduite par le navigateur : environ 3 % des réponses complètes.');
    expect(text).toContain('Durée médiane : entre 10 et 15 minutes.');
    expect(text).toContain('Invitations, dit l’organisateur : 775 personnes.');
    expect(text).toContain('Environ 9 ont été écartées, ou effacées par leur auteur.');
    expect(text).toMatch(
      /L’ensemble \(\d+ réponses\) est un mélange : \d+ % Commune, \d+ % Département et \d+ % Intercommunalité/,
    );
    const { minutes: _, ...less } = preview.results;
    const without = withFacts({ unfinished: 0 }, { ...preview, results: less });
    expect(without).not.toMatch(/inachevées|Durée médiane|Invitations|ont été écartées/);
  });
});

test('the method names the code and the survey of a publication, and lists the earlier ones when asked', async () => {
  const publications = [{ night: 3, day: '2026-05-04', phase: 'preview' }];
  const asked = vi.fn(async () => Response.json({ survey: survey.id, publications }));
  vi.stubGlobal('fetch', asked);
  const made = { code: 'ab'.repeat(32), survey: 'cd'.repeat(32), revision: 2 };
  beginBlock('page.method', { ...preview, results: { ...preview.results, made } });
  expect(textOf(root.querySelector('[data-results="made"]'))).toContain(made.code);
  expect(asked).not.toHaveBeenCalled();
  root.querySelector<HTMLElement>('[data-results="archive"] summary')?.click();
  await vi.waitFor(() =>
    expect(textOf(root.querySelector('[data-results="archive"] a'))).toBe('Aperçu du 4 mai 2026 (JSON)'),
  );
  vi.unstubAllGlobals();
});

describe('who is missing', () => {
  const coverage = (id: string) => root.querySelector(`[data-figure="coverage"] [data-group="${id}"]`);

  test('is shown by group and size, next to known totals, as published numbers', () => {
    showBlock('page.method');
    expect(textOf(coverage('commune'))).toMatch(/^Commune34 8754\d\d/);
    expect(textOf(coverage('commune'))).toMatch(/Moins de 3 50091 %\d+ %/);
    expect(textOf(coverage('commune'))).toContain('500 000 à 1 999 999< 1 %');
    expect(textOf(root)).toContain('Ce n’est pas un taux de réponse');
  });

  test('is folded on a screen, and opens on paper', async () => {
    showBlock('page.method');
    const isOpen = () => root.querySelector('[data-figure="coverage"]')?.closest('details')?.open;
    expect(isOpen()).toBe(false);
    await vi.waitFor(() => {
      dispatchEvent(new Event('beforeprint'));
      expect(isOpen()).toBe(true);
    });
  });

  test('shows nothing of a hidden group, and says of one with more responses than there are that it has', () => {
    showBlock('page.method');
    expect(textOf(coverage('region'))).toMatch(/^Région18pas montré/);
    expect(textOf(coverage('region'))).not.toMatch(/environ|1[01]\b/);
    showBlock('page.method', final);
    expect(textOf(coverage('region'))).toMatch(/^Région18\d\d/);
    expect(textOf(root)).toMatch(/Région : environ \d\d réponses pour 18 qui existent. Environ \d+ au moins viennent/);
    expect(textOf(root)).not.toContain('Commune : environ');
  });

  test('is left out where the totals are not known', () => {
    const { population: _, ...without } = FILE;
    showBlock('page.method', inputOf(survey, PEOPLE, without));
    expect(root.querySelector('[data-figure="coverage"]')).toBeNull();
    expect(textOf(root)).not.toMatch(/existe|Couverture/);
  });
});

test('the report has a cover, how to read, then each block once but crossings to come, the method last, and rows by choice', async () => {
  const parts = outlineOf(survey, FILE);
  const addressesOf = () => [...root.querySelectorAll('[data-block]')].map((one) => one.getAttribute('data-block'));
  const logo = { ...FILE, logo: true } as const;
  const notice = { ...NOTICE, controller: { fr: 'Mairie de Vallon\n1 place du Marché' } };
  const input = { ...preview, survey: { ...survey, notice }, file: logo };
  render(<Report input={input} parts={parts} isKept={false} origins={{}} />, root);
  expect(textOf(root.querySelector('header'))).toMatch(/^Mairie de Vallon(?!.*1 place)/);
  expect(root.querySelector('header img')?.getAttribute('src')).toBe(`/surveys/${survey.id}/logo.png`);
  expect(root.querySelector('details')?.nextElementSibling).toBe(root.querySelector('[data-part]'));
  // What is for statisticians stays at the address of the whole method.
  const method = textOf(root.querySelector('[data-block="page.method"]'));
  expect(method).toContain(`/?s=${survey.id}#/results/page.method`);
  expect(method.length).toBeLessThan(6_000);
  expect(addressesOf().filter((one) => one?.startsWith('axis-'))).toEqual([]);
  await act(() => root.querySelector<HTMLInputElement>('[type="checkbox"]')?.click());
  const addresses = addressesOf();
  expect([addresses[0], ...addresses.slice(-2)]).toEqual(['page.who', 'page.method', 'page.changes']);
  expect(textOf(root.querySelector('nav'))).toMatch(/^Sommaire.*Profils.*Méthode$/);
  const blocks = parts.flatMap((part) => part.blocks);
  const isThere = ({ kind }: (typeof blocks)[number]) => kind !== 'crossing' && kind !== 'verbatims';
  expect(addresses).toEqual(blocks.filter(isThere).map(({ address }) => address));
  expect(new Set([...root.querySelectorAll('[id]')].map(({ id }) => id)).size).toBe(
    root.querySelectorAll('[id]').length,
  );
  render(<Report input={final} parts={parts} isKept={false} origins={{}} />, root);
  expect(root.querySelectorAll('[data-block]')).toHaveLength(blocks.length - 1);
});

test.each([
  ['offline', 'puis restera lisible hors ligne', 1],
  ['block', 'L’adresse est peut-être incomplète', 0],
] as const)('where nothing is to be read (%s) it says why, and where to go', (why, sentence, buttons) => {
  let retried = 0;
  render(<NoResults why={why} survey={survey} words={french} onRetry={() => retried++} />, root);
  expect(textOf(root)).toContain(sentence);
  for (const button of root.querySelectorAll('button')) button.click();
  expect(retried).toBe(buttons);
  expect(root.querySelectorAll('a').length).toBeGreaterThan(0);
});

/** The publication of a survey of which nothing is shown, as it was counted on some night. */
const unshown = { ...preview.results, strata: { all: null }, answered: 12, next: '2999-12-02' };
const { dividedBy: _, ...undivided } = unshown;
const undrawn = { ...undivided, epsilon: 0, answered: 0 };

test.each([
  ['before a night', undrawn, FILE, / 30 réponses complètes d’un même groupe, au plus tôt le 2 décembre 2999/],
  ['undivided', undrawn, { ...FILE, groups: 'none' }, / 30 réponses complètes, au plus tôt le 2 décembre 2999/],
  [
    'on its first day',
    { ...undrawn, next: undefined, finalOn: '2999-01-09' },
    FILE,
    / 30 réponses complètes d’un même/,
  ],
  ['after one', unshown, FILE, /À la dernière mise à jour, il fallait encore au moins environ 20 réponses/],
  ['after one, undivided', undivided, FILE, /il fallait encore environ 20 réponses/],
  ['at its end', { ...unshown, finalOn: '2999-01-09', next: '2999-01-10' }, FILE, /le 9 janvier 2999, à partir de 20 /],
  ['final', { ...unshown, phase: 'results' }, FILE, /^Pas de résultats.* moins d’environ 20 réponses/],
] as const)('where nothing is shown (%s), it says by which rule and when', (_, results, file, says) => {
  const given = { survey, words: french, onRetry: () => {}, published: { results, file } };
  render(<NoResults why="unpublished" {...given} />, root);
  expect(textOf(root)).toMatch(says);
  expect(/il fallait/.test(textOf(root))).toBe(/il fallait/.test(String(says)));
});

describe('what the organiser wrote', () => {
  const paragraph = (...of: readonly Inline[]) => ({ kind: 'paragraph' as const, of });
  const link = { kind: 'link', to: '#/results/digital-plan', of: [{ kind: 'text', text: 'le plan' }] } as const;
  const written: OrganiserTexts = {
    notes: { 'digital-plan': { language: 'fr', passages: [paragraph({ kind: 'text', text: "Qu'en dire ?" })] } },
    lessons: {
      language: 'fr',
      by: 'Le service des études',
      on: '2026-05-12',
      passages: [{ kind: 'list', isOrdered: false, items: [[paragraph(link)]] }],
    },
    interviews: [{ id: 'la-mairie', title: 'Proximité', released: '2026-04-02', language: 'fr', passages: [] }],
  };
  const withTexts = { ...preview, texts: written };
  const noteIn = (shown: Element) =>
    [...shown.querySelectorAll('p')].find((one) => textOf(one) === 'Remarque de l’organisateur')?.parentElement;

  test('is under its figure, and under no other', () => {
    expect(textOf(noteIn(showBlock('digital-plan', withTexts)))).toBe(
      'Remarque de l’organisateurQu’en dire\u202f?'.replaceAll(/\s+/g, ' '),
    );
    expect(noteIn(showBlock('digital-service-size', withTexts))).toBeUndefined();
  });

  test('has separate pages for signed lessons, which link to their figures, and for interviews', () => {
    const lessons = showBlock('page.lessons', withTexts);
    expect(textOf(lessons)).toContain('Texte signé : Le service des études, le 12 mai 2026.');
    expect(lessons.querySelector('article li a')?.getAttribute('href')).toBe('#/results/digital-plan');
    expect(textOf(showBlock('interview.la-mairie', withTexts))).toContain('a accepté sa publication le 2 avril 2026');
  });

  test('has a lang attribute where its language differs from that of the page', () => {
    const found = showBlock('digital-plan', { ...withTexts, words: english });
    const french = [...found.querySelectorAll('[lang=fr]')].map(textOf);
    expect(french).toContain('Qu’en dire\u202f?'.replaceAll(/\s+/g, ' '));
  });

  test('is among the contents, under its own title', () => {
    render(
      <ResultsIndex input={withTexts} parts={outlineOf(survey, FILE, written)} isKept={false} origins={{}} />,
      root,
    );
    const rows = [...root.querySelectorAll('[data-part] a')].map(textOf);
    expect(rows.at(-1)).toBe('7Principaux enseignementstexte signé');
    expect(rows.at(-2)).toMatch(/^6Commentaires et entretiens\d+ textes?$/);
  });
});

describe('what respondents wrote', () => {
  const lot = (language: string, texts: readonly string[]) => ({ item: 'free-comment', language, texts: [...texts] });
  const verbatims: Verbatims = {
    survey: survey.id,
    asOf: '2026-05-12',
    read: 35,
    lots: [
      lot('fr', ['Chez nous, rien n’a changé.', 'Deux.', 'Trois.', 'Quatre.', 'Cinq.']),
      lot('en', ['Six.', 'Seven.', 'Eight.', 'Nine.', 'Ten.']),
    ],
  };
  const show = (reading: Reading<Verbatims>) => {
    render(<VerbatimsPage survey={survey} words={french} reading={reading} onRetry={() => {}} />, root);
    return root;
  };
  const read = (published: Verbatims, isKept = false) => show({ kind: 'read', published, isKept });

  test('is counted, dated, and shown lot after lot under its question, each in its language', () => {
    const page = read(verbatims);
    expect(textOf(page)).toContain('Environ 35 commentaires relus, 10 publiés. Dernier lot : 12 mai 2026.');
    for (const sentence of resultsFr['verbatims.chosen'])
      expect(textOf(page)).toContain(sentence.replaceAll(/\s+/g, ' '));
    expect([...page.querySelectorAll('h2')].map(textOf)).toEqual([
      french.of(survey.question.get('free-comment')?.text ?? {}),
    ]);
    expect([...page.querySelectorAll('blockquote')].map((one) => one.textContent)).toHaveLength(10);
    // A right-to-left override in one of them turns nothing else around.
    expect(page.querySelectorAll('blockquote:not([dir="auto"])')).toHaveLength(0);
    expect([...page.querySelectorAll('ul:has(blockquote)')].map((list) => list.getAttribute('lang'))).toEqual([
      null,
      'en',
    ]);
  });

  test('is never said to be more than what was read', () => {
    expect(textOf(read({ ...verbatims, read: 5 }))).toContain('Environ 10 commentaires relus, 10 publiés.');
  });

  test('before ten says so, and afterwards that too few are left', () => {
    const none = { ...verbatims, asOf: null, read: null, lots: [] };
    expect(textOf(read(none))).toContain('Les commentaires paraissent à partir de dix');
    expect(textOf(read({ ...verbatims, lots: [] }))).toContain('aucun n’est montré');
  });

  test('is said to be a copy without network, or not to be had', () => {
    expect(textOf(read(verbatims, true))).toContain('la dernière publication connue de cet appareil');
    expect(textOf(show({ kind: 'unread' }))).toContain('n’a encore reçu aucun commentaire');
  });

  test('has a separate part in the contents, and in the report for those who want it, where a question asks for it', async () => {
    const withTexts = { ...preview, verbatims };
    const parts = outlineOf(survey, FILE);
    expect(parts.find(({ id }) => id === 'page.verbatims')?.blocks.map(({ address }) => address)).toEqual([
      'page.verbatims',
    ]);
    expect(
      outlineOf(garden, {})
        .flatMap(({ blocks }) => blocks)
        .map(({ kind }) => kind),
    ).not.toContain('verbatims');
    render(<Report input={withTexts} parts={parts} isKept={false} origins={{}} />, root);
    expect(root.querySelector('[data-block="page.verbatims"]')).toBe(null);
    await act(() => [...root.querySelectorAll<HTMLInputElement>('[type="checkbox"]')].at(-1)?.click());
    expect(root.querySelectorAll('[data-block="page.verbatims"] blockquote')).toHaveLength(10);
  });

  test('waits for no figure', () => {
    render(<NoResults why="unpublished" survey={survey} words={french} onRetry={() => {}} hasVerbatims />, root);
    expect(root.querySelector('a[href="#/results/page.verbatims"]')?.textContent).toBe('Commentaires des répondants');
  });
});

test('every page, in both languages, has a base beside each share, one count in its first text and no bare 0 or 100 %', () => {
  const wave = { ...preview, past: pastStudy(waveReference(survey, final.results, survey.id)) };
  const inputs = [withPast, wave, final, inputOf(garden, { yes: 60, no: 40, shared: 35 }, {})];
  const faults = new Set<string>();
  for (const input of inputs.flatMap((one) => [one, { ...one, words: one.words === french ? english : french }])) {
    const parts = outlineOf(input.survey, input.file);
    const shared = { input, parts, isKept: false, origins: {} };
    const pages = [
      () => render(<ResultsIndex {...shared} />, root),
      () => render(<Report {...shared} />, root),
      ...parts.map((part) => () => render(<PartPage {...shared} part={part} />, root)),
      ...parts.flatMap(({ blocks }) => blocks).map((block) => () => void showBlock(block.address, input)),
    ];
    // Small letters make a page wide, which has the same words in both languages.
    const sizes = input.words === french ? ['', '4px'] : [''];
    for (const [draw, size] of pages.flatMap((page) => sizes.map((size) => [page, size] as const))) {
      document.documentElement.style.fontSize = size;
      draw();
      const first = textOf(root.querySelector('p:has(> [data-phase])'));
      const odd =
        textOf(root).match(input.survey === garden ? /\b2017\b|undefined|NaN|collectivité/ : /undefined|NaN/) ?? [];
      const bare = [...root.querySelectorAll('table:not([data-figure="coverage"]) td')]
        .map(textOf)
        .filter((said) => /^(?:0|100) ?%(?! a[ut])/.test(said));
      for (const fault of [...sharesWithoutBase(root), ...basesIn(first).slice(1), ...odd, ...(input.past ? [] : bare)])
        faults.add(`${textOf(root.querySelector('h1'))}: ${fault}`);
    }
  }
  document.documentElement.style.fontSize = '';
  expect([...faults]).toEqual([]);
});

describe('a demonstration', () => {
  const demonstrated = { ...preview, results: { ...preview.results, demonstration: true as const } };
  const notices = () => root.querySelectorAll('[data-results="demonstration"]').length;

  test('is said on each page, and in the caption of each figure', () => {
    const parts = outlineOf(survey, FILE);
    render(<ResultsIndex input={demonstrated} parts={parts} isKept={false} origins={ORIGINS} />, root);
    expect(notices()).toBe(1);
    render(<Report input={demonstrated} parts={parts} isKept={false} origins={ORIGINS} />, root);
    expect(notices()).toBe(1);
    const captions = [...root.querySelectorAll('[data-block] caption:not(.unseen)')].map((one) => one.textContent);
    expect(captions.length).toBeGreaterThan(20);
    for (const address of ['digital-plan', 'development-axes', 'initial-budget-share', 'page.profiles']) {
      showBlock(address, demonstrated);
      expect(notices(), address).toBe(1);
      expect(root.querySelector('caption')?.textContent, address).toContain('démonstration');
    }
  });

  test('is not said of real responses', () => {
    for (const address of ['digital-plan', 'page.profiles']) {
      showBlock(address);
      expect(root.textContent).not.toMatch(/démonstration/i);
    }
  });
});
