import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { deviationOf } from '../../../src/core/results/disclosure/geometric.ts';
import type { Phase } from '../../../src/core/results/disclosure/ledger.ts';
import { besideContext, type CountContext, displayCount } from '../../../src/core/results/disclosure/shares.ts';
import { longTable } from '../../../src/core/results/long-table.ts';
import { referenceSchema } from '../../../src/core/results/reference.ts';
import { type ResultsFile, resultsFileSchema } from '../../../src/core/results/results-file.ts';
import type { Survey } from '../../../src/core/survey/questionnaire.ts';
import { pastStudy } from '../../../src/edition/compact-reference.ts';
import { earlierOptions } from '../../../src/edition/edition-of.ts';
import { bandInWords, isOneValue } from '../../../src/ui/results/bands.ts';
import { csvOf } from '../../../src/ui/results/block-csv.ts';
import { displayedCountOf } from '../../../src/ui/results/displayed-count.ts';
import { type FigureInput, figureOf } from '../../../src/ui/results/figure.ts';
import { findingsOf, pastShareOf } from '../../../src/ui/results/findings.ts';
import { ADDRESS, outlineOf } from '../../../src/ui/results/outline.ts';
import { weightingOf } from '../../../src/ui/screens/results/method/method-facts.ts';
import { quartilesOf } from '../../../src/ui/tables/quartiles.ts';
import { publicationOfPeople } from '../../support/season.ts';
import {
  builtFile,
  builtSurvey,
  firstStudy,
  readFixture,
  readPublic,
  secondStudy,
  study,
  withChange,
} from '../../support/surveys.ts';
import { frenchResults as words } from '../shown-words.ts';

const FILE = v.parse(resultsFileSchema, readPublic('numerique-territorial/results.json'));
const PEOPLE = { commune: 420, departement: 102, region: 11, intercommunalite: 230 };

function inputOf(
  survey: Survey,
  people: Readonly<Record<string, number>>,
  file: ResultsFile = {},
  phase: Phase = 'preview',
): FigureInput {
  return { survey, file, words, results: publicationOfPeople(survey, people, { file, phase }) };
}

const input = inputOf(study.survey, PEOPLE, FILE);
const final = inputOf(study.survey, PEOPLE, FILE, 'results');
const blocks = outlineOf(study.survey, FILE).flatMap((part) => part.blocks);

function figureAt(address: string, given = input) {
  const block = outlineOf(given.survey, given.file)
    .flatMap((part) => part.blocks)
    .find((one) => one.address === address);
  const figure = block && figureOf(block, given);
  if (!figure) throw new Error(`no figure at ${address}`);
  return figure;
}

describe('the findings', () => {
  const parts = outlineOf(study.survey, FILE);

  test('are shares as their figures publish them, in the order of the file', () => {
    const found = findingsOf(parts, input);
    expect(found.map(({ block }) => block.address)).toEqual([
      'digital-plan',
      'axis-very-high-speed',
      ADDRESS.profiles,
      'support-wanted',
      'post-dpo',
    ]);
    const { base, counts } = input.results.strata.all?.items['digital-plan'] ?? { base: 0, counts: {} };
    expect(found[0]?.share).toBe(Math.round(((counts.yes ?? 0) / base) * 100));
    // A profile's is of all responses of the group, those without a profile too.
    const { between = 0, base: profiled = 0, without = 0 } = input.results.strata.commune?.profiles ?? {};
    expect(without).toBeGreaterThan(0);
    expect(found[2]?.displayed).toMatchObject({ count: between, base: profiled + without });
    expect(profiled + without).toBe(input.results.strata.commune?.n);
  });

  test('have a bar of a past study where it printed one number of a group of thirty and more', () => {
    const past = pastStudy(v.parse(referenceSchema, readPublic('numerique-territorial/reference-2017.json')));
    expect(findingsOf(parts, { ...input, past }).map((one) => one.past?.percent)).toEqual([49, 82, undefined, 16, 4]);
    // Twenty-eight départements, of which the study prints 96 %.
    expect(pastShareOf(past, 'axis-very-high-speed', 'in-progress', 'departement')).toBeUndefined();
    // « plus de 56 % ».
    expect(pastShareOf(past, 'support-wanted', 'no')).toBeUndefined();
  });

  test('leave out what is not published', () => {
    const findings = [{ item: 'digital-plan', option: 'yes', within: 'region', says: { fr: '' }, short: { fr: '' } }];
    expect(findingsOf(parts, { ...input, file: { ...FILE, findings } })).toEqual([]);
  });
});

describe('the outline', () => {
  test('has a block for every question that is counted and every row, each at its own address', () => {
    const crossed = FILE.crossings ?? [];
    const items = study.survey.questions
      .filter(({ kind }) => kind !== 'text')
      .flatMap((question) => [
        question.id,
        ...(question.kind === 'matrix' ? question.items : []),
        // After what they cross.
        ...crossed.filter(({ columns }) => question.items.includes(columns)).map(({ id }) => ADDRESS.crossing(id)),
      ]);
    const addresses = blocks.map(({ address }) => address);
    expect(addresses).toEqual([
      ADDRESS.who,
      ...items,
      ADDRESS.profiles,
      ADDRESS.rule,
      ADDRESS.verbatims,
      ADDRESS.method,
      ADDRESS.changes,
    ]);
    expect(items.filter((item) => item.startsWith('crossing.'))).toHaveLength(crossed.length);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  test('of a survey without strata, typology or results file has its questions and the method', () => {
    const bare = builtSurvey(withChange(withChange(readFixture('shared-garden'), 'stratum'), 'typology'));
    const outline = outlineOf(bare, {});
    expect(outline.map(({ id }) => id)).toEqual(['page.who', ...bare.sections.map(({ id }) => id), 'page.about']);
    const given = inputOf(bare, { all: 60 });
    expect(figureAt('crops', given).rows.map(({ id }) => id)).toEqual(['all']);
  });
});

test('all groups together come before the groups, in every figure and in the table of all numbers', () => {
  const groups = study.survey.question.get(study.survey.stratum ?? '')?.choices.map(({ id }) => id) ?? [];
  for (const block of blocks) {
    const figure = block.kind === 'matrix' || block.kind === 'crossing' ? undefined : figureOf(block, final);
    if (figure && figure.rows.length > 1) expect(figure.rows.map(({ id }) => id)).toEqual(['all', ...groups]);
  }
  const named = [
    ...new Set(longTable(final.results, study.survey, undefined).map(({ group }) => String(group).split(':')[0])),
  ];
  expect(named).toEqual(['all', ...groups.filter((group) => final.results.strata[group])]);
});

describe('an option that only an earlier revision offered', () => {
  const earlier = { 'digital-plan': [{ id: 'once', label: { fr: 'Autrefois' } }] };
  const given = (count: number) => {
    const results = structuredClone(input.results);
    const plan = results.strata.all?.items['digital-plan'];
    if (!plan) throw new Error('not shown');
    plan.counts.once = count;
    return { ...input, earlier, results };
  };
  const { epsilon, strata } = input.results;
  const clear = Math.ceil(3 * deviationOf({ epsilon, draws: strata.all?.draws ?? 1 }));
  const levelsWith = (count: number) => figureAt('digital-plan', given(count)).levels.map(({ label }) => label);

  test('comes last and is labelled where more chose it than the noise may have made, and else is not shown', () => {
    expect(levelsWith(clear)).toEqual(['Oui', 'Non', 'Ne sait pas', 'Autrefois (ancienne version)']);
    expect(levelsWith(clear - 1)).toEqual(['Oui', 'Non', 'Ne sait pas']);
  });

  test('makes of its figure, and of each crossing with it, one that spans revisions', () => {
    const spanning = (count: number) =>
      blocks.filter((block) => figureOf(block, given(count))?.spansRevisions).map(({ address }) => address);
    expect(spanning(clear)).toEqual(['digital-plan', ADDRESS.crossing('plan-by-elected-rep')]);
    expect(spanning(clear - 1)).toEqual([]);
  });
});

describe('the fills of the surveys that come with the sources', () => {
  /** Each scale that is drawn in washes has an end for what has been done, or for the most. */
  const DARKEST = 'nearly-all gt-10 done vital already acquired identified-treated exists fully-agree several';
  const example = (id: string, stratum: string) => {
    const file = v.parse(resultsFileSchema, readPublic(`${id}/results.json`));
    return inputOf(builtSurvey(readPublic(`${id}/1.json`)), { [stratum]: 300 }, file);
  };
  const revisions = [firstStudy, secondStudy, study].map((one, at) => [at + 1, builtFile(one.json())] as const);
  const earlier = earlierOptions(new Map(revisions), 3) ?? {};
  const grown = { ...input, earlier, results: structuredClone(input.results) };
  // Everything that an earlier revision offered was chosen.
  for (const [id, options] of Object.entries(earlier))
    for (const item of study.survey.question.get(id)?.items ?? [])
      for (const option of options)
        Object.assign(grown.results.strata.all?.items[item]?.counts ?? {}, { [option.id]: 90 });

  test('are never those of two levels of one bar, and darkest at the same end of every scale', () => {
    const darkest = new Set<string>();
    for (const one of [grown, example('exemple-benevolat', 'culture'), example('quel-usager', 'centre')])
      for (const block of outlineOf(one.survey, one.file).flatMap((part) => part.blocks)) {
        const { shape, levels } = figureOf(block, one) ?? { levels: [] };
        const fills = new Set(levels.map(({ tone, profile }) => `${tone} ${profile}`));
        if (shape !== 'stack' && block.kind !== 'profiles') continue;
        expect(fills.size, block.address).toBe(levels.length);
        if (block.kind === 'matrix' || (block.kind === 'single' && one.file.ordered?.includes(block.address)))
          darkest.add(levels.find(({ tone }) => tone === 1)?.id ?? '');
      }
    expect([...darkest].join(' ')).toBe(DARKEST);
  });

  test('of an option of an earlier revision are those of its twin of today, which counts both', () => {
    const { levels, rows } = figureAt('post-dpo', grown);
    expect(levels.map(({ tone }) => tone)).toEqual(['dots', 4, 3, 1, 'hatch']);
    const { 'job-unknown': today = 0 } = grown.results.strata.all?.items['post-dpo']?.counts ?? {};
    expect(rows[0] && levels[0] && displayedCountOf(rows[0], levels[0], 'respondents')?.count).toBe(today + 90);
    expect(levels[0]?.earlier).toEqual(['Ne connais pas']);
  });
});

describe('a figure', () => {
  test('has everyone first, then the types in the order of the survey file', () => {
    expect(figureAt('digital-plan').rows.map(({ id }) => id)).toEqual(['all', ...Object.keys(PEOPLE), 'other']);
    expect(figureAt('authority-type').rows.map(({ id }) => id)).toEqual(['all']);
  });

  test('shows of each row what was published, and nothing of a group that was not', () => {
    const { rows } = figureAt('digital-plan');
    for (const { id, shown, why } of rows) {
      const published = input.results.strata[id];
      expect(shown?.counts).toEqual(published?.items['digital-plan']?.counts);
      expect(why === 'group').toBe(published === null);
    }
    expect(rows.filter(({ why }) => why === 'group').map(({ id }) => id)).toContain('region');
  });

  test('says of each row without numbers whether its group, its answers or its question is wanting', () => {
    const results = structuredClone(input.results);
    const { all, commune, intercommunalite } = results.strata;
    if (!all || !commune || !intercommunalite) throw new Error('not shown');
    commune.items['digital-plan'] = null;
    // A question of a revision that this publication does not know.
    delete intercommunalite.items['digital-plan'];
    expect(figureAt('digital-plan', { ...input, results }).rows.map(({ why }) => why)).toEqual([
      undefined,
      'few',
      undefined,
      'group',
      'absent',
      'group',
    ]);
  });

  test('stacks ordered levels, sets the types beside one another in lists, and bars beside what one may tick several of', () => {
    expect(figureAt('axis-open-data').shape).toBe('stack');
    expect(figureAt('digital-service-size').levels.map(({ tone }) => tone)).toEqual([4, 3, 1, 'dots']);
    expect(figureAt('digital-plan').levels.map(({ tone }) => tone)).toEqual([1, 4, 'hatch']);
    expect(figureAt('digital-service-attachment').shape).toBe('grouped');
    expect(figureAt('main-domains')).toMatchObject({ shape: 'bars', isMultiple: true });
  });

  test('of a matrix has every row for everyone, in the order of the questionnaire', () => {
    const rows = study.survey.question.get('development-axes')?.items;
    expect(figureAt('development-axes').rows.map(({ address }) => address)).toEqual(rows);
  });

  test('of a number has the bands of the publication, and says their edges', () => {
    const { levels } = figureAt('initial-budget-investment');
    expect(levels.map(({ label }) => label.replaceAll('\u00a0', ' '))).toEqual(
      expect.arrayContaining(['Moins de 10 000 €', 'De 10 000 à moins de 50 000 €', '100 000 000 € et plus']),
    );
    const ofScale = ([from, to]: readonly [number, number?]) => isOneValue(from, to, { decimals: 0, max: 10 });
    expect([[0, 1] as const, [10] as const, [8, 10] as const].map(ofScale)).toEqual([true, true, false]);
  });

  test('of a number without bands of the organiser joins neighbours to five, and its quartiles know all of them', () => {
    const address = 'initial-budget-investment';
    const { [address]: _, ...bands } = FILE.bands ?? {};
    const wide = inputOf(study.survey, PEOPLE, { ...FILE, bands });
    const { levels, rows } = figureAt(address, wide);
    const published = wide.results.strata.all?.items[address]?.counts ?? {};
    expect([Object.keys(published).length, levels.length]).toEqual([14, 5]);
    const [all] = rows;
    if (!all?.shown) throw new Error('nothing is shown');
    const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((one, other) => one + other);
    expect(sum(all.shown.counts)).toBe(sum(published));
    const [joined] = levels.filter(({ bands: of = [] }) => of.length > 1);
    if (!joined) throw new Error('nothing is joined');
    expect(displayedCountOf(all, joined, 'respondents')).toEqual(
      displayCount(all.shown.counts[joined.id] ?? 0, all.shown.base, {
        ...all.shown.context,
        summed: joined.bands?.length ?? 0,
      }),
    );
    const question = study.survey.question.get(address);
    if (question?.kind !== 'number') throw new Error('no number');
    const bare = { ...all, shown: { ...all.shown, counts: published } };
    expect(quartilesOf({ question, row: all, words })).toEqual(quartilesOf({ question, row: bare, words }));
  });

  test('of a crossing has the row’s options, each shown or hidden by itself, once the survey is closed', () => {
    const address = ADDRESS.crossing('open-innovation-by-size');
    const figure = figureAt(address, final);
    const published = final.results.strata.commune?.crossings['open-innovation-by-size'];
    expect(figure.rows.map(({ id }) => id)).toEqual(Object.keys(published?.rows ?? {}));
    for (const row of figure.rows) {
      expect(row.why === 'few').toBe((published?.rows[row.id]?.base ?? 0) < 20);
      if (row.shown) expect(row.shown.context.noise).toEqual({ epsilon: published?.epsilon, draws: 1 });
    }
    expect(figureAt(address).rows.map(({ why }) => why)).toEqual(figure.rows.map(() => 'closing'));
  });

  describe('of a crossing of two numbers', () => {
    const address = ADDRESS.crossing('operating-by-investment');
    const published = final.results.strata.all?.crossings['operating-by-investment'];
    const edges = Object.keys(published?.rows ?? {}).map(Number);
    const figure = figureAt(address, final);
    /** The published bands from the edge of one displayed band to that of the next. */
    const bandsOf = (ids: readonly string[], id: string) => {
      const next = Number(ids[ids.indexOf(id) + 1] ?? Infinity);
      return edges.filter((edge) => edge >= Number(id) && edge < next).map(String);
    };
    const rowIds = figure.rows.map(({ id }) => id);
    const levelIds = figure.levels.map(({ id }) => id);

    test('shows five bands a side, whose names say from where to where they reach', () => {
      expect([edges.length, rowIds.length, levelIds.length]).toEqual([9, 5, 5]);
      expect(rowIds.flatMap((id) => bandsOf(rowIds, id)).map(Number)).toEqual(edges);
      const question = study.survey.question.get('initial-budget-operating');
      if (question?.kind !== 'number') throw new Error('no number');
      for (const [place, { id, label }] of figure.levels.entries()) {
        const to = levelIds[place + 1];
        const band = { from: Number(id), to: to === undefined ? undefined : Number(to) };
        expect(label).toBe(bandInWords(band, question, words));
      }
    });

    test('sums the published counts of the bands, and the noise of all of them', () => {
      let shown = 0;
      for (const row of figure.rows) {
        const bands = bandsOf(rowIds, row.id);
        const rows = bands.flatMap((id) => published?.rows[id] ?? []);
        const sumOf = (countOf: (item: (typeof rows)[number]) => number | undefined) =>
          rows.reduce((sum, item) => sum + (countOf(item) ?? 0), 0);
        const base = sumOf((item) => item.base);
        if (!row.shown) {
          expect(row.why).toBe(base < 20 ? 'few' : 'vague');
          continue;
        }
        shown++;
        expect(row.shown.base).toBe(base);
        // The publication does not say how many left a row blank that has no respondent.
        const blank = sumOf((item) => item.blank);
        const { isVague } = displayCount(blank, row.shown.all ?? 0, besideContext(row.shown.context, 'blank'));
        expect(row.shown.beside?.blank).toBe(rows.length < bands.length || isVague ? undefined : blank);
        for (const level of figure.levels) {
          const columns = bandsOf(levelIds, level.id);
          const count = sumOf(({ counts }) => columns.reduce((sum, column) => sum + (counts[column] ?? 0), 0));
          const noise = { epsilon: published?.epsilon ?? 0, draws: 1 };
          const context = { phase: 'results', noise, parts: 9 * bands.length, summed: columns.length * bands.length };
          expect(displayedCountOf(row, level, 'respondents')).toEqual(
            displayCount(count, base, context as CountContext),
          );
        }
      }
      expect(shown).toBeGreaterThan(1);
    });

    test('puts together the neighbours with the fewest respondents, by what is published of each side', () => {
      const counts = final.results.strata.all?.items['initial-budget-investment']?.counts ?? {};
      const sizes = rowIds.map((id) => bandsOf(rowIds, id).map((band) => counts[band] ?? 0));
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      const leastPair = Math.min(...sizes.slice(1).map((upper, place) => sum(upper) + sum(sizes[place] ?? [])));
      for (const joined of sizes.filter(({ length }) => length > 1)) expect(sum(joined)).toBeLessThanOrEqual(leastPair);
    });

    test('has all bands of the rows of twenty and more in its file', () => {
      const block = blocks.find((one) => one.address === address);
      const lines = block ? csvOf(block, final).split('\r\n') : [];
      const shown = Object.values(published?.rows ?? {}).filter((row) => (row?.base ?? 0) >= 20);
      const cells = lines.filter((line) => /^"crossing:operating-by-investment","\d+","all:\d+"/.test(line));
      expect(cells).toHaveLength(9 * shown.length);
      expect(shown.length).toBeGreaterThan(3);
    });
  });

  test('of profiles counts those between several and those near none alone as such, after the profiles in their own order', () => {
    const { levels, rows } = figureAt(ADDRESS.profiles);
    expect(levels.map(({ id }) => id)).toEqual([
      ...(study.survey.typology?.profiles ?? []).map(({ id }) => id),
      '?between',
      '?apart',
    ]);
    const { between, apart } = input.results.strata.all?.profiles ?? {};
    expect([rows[0]?.shown?.counts['?between'], rows[0]?.shown?.counts['?apart']]).toEqual([between, apart]);
  });
});

describe('the table to download', () => {
  const blockAt = (address: string) => {
    const block = blocks.find((one) => one.address === address);
    if (!block) throw new Error(`no block at ${address}`);
    return block;
  };
  const linesOf = (address: string, given = input) => csvOf(blockAt(address), given).trim().split('\r\n');

  test('has a line for each published number of each group, by ids, with the range of its noise', () => {
    const [head, first = ''] = linesOf('digital-plan');
    expect(head).toBe('"item","option","group","date","base","count","least","most","past","past_base","phase"');
    const { all } = input.results.strata;
    const { base = 0, counts } = all?.items['digital-plan'] ?? {};
    expect(first.startsWith(`"digital-plan","yes","all","2026-05-12",${base},${counts?.yes},`)).toBe(true);
    const [least = 0, most = 0] = first.split(',').slice(6, 8).map(Number);
    expect(least).toBeLessThan(counts?.yes ?? 0);
    expect(most).toBeLessThanOrEqual(base);
    expect(linesOf('digital-plan').some((line) => line.includes('"(blank)"'))).toBe(true);
    expect(linesOf('digital-plan').some((line) => line.includes('"region"'))).toBe(false);
  });

  test('of a matrix has its rows, of profiles those between several, and of a crossing its rows as groups', () => {
    expect(linesOf('development-axes').length).toBeGreaterThan(12 * 4);
    expect(linesOf(ADDRESS.profiles).some((line) => line.startsWith('"(profile)","(between)","commune"'))).toBe(true);
    expect(linesOf(ADDRESS.crossing('plan-by-elected-rep'), final)[1]).toMatch(
      /^"crossing:plan-by-elected-rep","yes","all:yes",/,
    );
  });

  test('of a demonstration says so in each line', () => {
    const lines = linesOf('digital-plan', { ...input, results: { ...input.results, demonstration: true } });
    expect(lines[0]).toMatch(/,"demonstration"$/);
    for (const line of lines.slice(1)) expect(line).toMatch(/,"yes"$/);
  });
});

test('weights by known totals leave an effective number, (Σw)² / Σw², and need thirty responses in each cell that exists', () => {
  const weighted = (...cells: [total: number, respondents: number | undefined][]) =>
    weightingOf(cells.map(([total, respondents]) => ({ total, respondents })));
  // Weights of 2 and 6: 400² / (50 × 2² + 50 × 6²).
  expect(weighted([100, 50], [300, 50], [0, 9])).toEqual({ cells: 2, few: 0, effective: 80 });
  expect(weighted([5, 29], [5, undefined], [5, 30]).few).toBe(2);
});
