import type { PresentationFile } from '../../../core/survey/presentation.ts';
import type { LocalText, Rule } from '../../../core/survey/survey-parts.ts';
import type { SurveyFile } from '../../../core/survey/survey-schema.ts';
import type { Affinity, Condition, Fact, Typology } from '../../../core/survey/typology-schema.ts';
import type { OutputRow } from '../report/sheet-columns.ts';
import { CELL_WORDS } from '../typology/decision-cell.ts';
import { kindsOf, writeRule } from './survey-sheets.ts';

/** Writes facts: a row of its title, then one for each case. */
export function factRows(file: SurveyFile): readonly OutputRow[] {
  const kindOf = kindsOf(file);
  const when = (rule: Rule | undefined) => (rule && writeRule(rule, kindOf)) ?? '';
  return file.facts.flatMap((fact) => rowsOfFact(fact, when));
}

function rowsOfFact(fact: Fact, when: (rule: Rule | undefined) => string): readonly OutputRow[] {
  const { id, kind, title } = fact;
  const head = { fact: id, kind, label: title };
  const row = (name: string, label: LocalText | undefined, more: OutputRow = {}): OutputRow => ({
    fact: id,
    case: name,
    label,
    ...more,
  });
  switch (fact.kind) {
    case 'flag':
      return [
        head,
        ...(['yes', 'no'] as const).map((value) =>
          row(value, fact.says[value], {
            when: when(fact[value]),
            if_changed: fact.ifChanged[value],
            short: fact.short?.[value],
          }),
        ),
      ];
    case 'count':
      return [
        { ...head, rows: fact.rows.join(' '), levels: fact.levels.join(' '), basis: (fact.basis ?? []).join(' ') },
        ...(fact.says.zero ? [row('zero', fact.says.zero)] : []),
        row('one', fact.says.one),
        row('other', fact.says.other),
        row('more', undefined, { if_changed: fact.ifChanged.more }),
        row('fewer', undefined, { if_changed: fact.ifChanged.fewer }),
      ];
    case 'category':
      return [
        { ...head, basis: fact.basis.join(' ') },
        ...fact.cases.map((one) =>
          row(one.id, one.says, {
            when: when(one.when),
            if_changed: one.ifChanged,
            short: one.short,
          }),
        ),
      ];
    case 'set':
      return [
        { ...head, basis: fact.basis.join(' ') },
        row('none', fact.says.none, { short: fact.short }),
        row('some', fact.says.some),
        ...fact.members.map((member) =>
          row(member.id, member.label, {
            when: when(member.when),
            if_changed: member.ifChanged.added,
            if_removed: member.ifChanged.removed,
            short: member.short,
          }),
        ),
      ];
  }
}

/** Writes the decision table: the profiles' own rows, the criteria, then what each profile requires in words. */
export function profileRows(
  { criteria, profiles }: Typology,
  facts: readonly Fact[],
  { profiles: looks = {}, aloud }: PresentationFile,
): readonly OutputRow[] {
  const row = (criterion: string, cell: (profile: Typology['profiles'][number]) => OutputRow[string]): OutputRow => ({
    criterion,
    ...Object.fromEntries(profiles.map((profile) => [profile.id, cell(profile)])),
  });
  const emblemOf = (profile: string) => {
    const drawn = looks[profile]?.emblem;
    return typeof drawn === 'string' ? drawn : drawn?.join('\n');
  };
  return [
    row('(name)', ({ name }) => name),
    ...(aloud ? [row('(said)', ({ id }) => aloud.profiles[id]?.[0]?.says)] : []),
    row(aloud ? '(rule)' : '(said)', ({ sentence }) => sentence),
    row('(emblem)', ({ id }) => emblemOf(id)),
    row('(hue)', ({ id }) => looks[id]?.hue?.toString()),
    ...criteria.map(({ id, title, facts: read, short }) => {
      const named = facts.filter((fact) => read.includes(fact.id));
      const cells = row(id, ({ requires }) => requires[id] && writeDecisionCell(requires[id].when, named));
      return { ...cells, title, facts: read.join(' '), short };
    }),
    ...criteria.map(({ id }) => row(`(says) ${id}`, ({ requires }) => requires[id]?.says)),
  ];
}

/** Writes the weights of a quiz, a row for each option that has one. */
export function weightRows({ weights }: Affinity): readonly OutputRow[] {
  return weights.map(({ item, option, points }) => ({
    question: item,
    option,
    ...Object.fromEntries(Object.entries(points).map(([profile, number]) => [profile, String(number)])),
  }));
}

/** Writes a row for each question that a criterion can be named like, and one for each option that may have a weight: an author adds profiles. */
export function preparedRows({ sections, scales }: SurveyFile): {
  readonly profiles: readonly OutputRow[];
  readonly weights: readonly OutputRow[];
} {
  const answered = sections
    .flatMap(({ questions }) => questions)
    .flatMap((question) => {
      const { id, text, kind } = question;
      const levels = kind === 'matrix' ? (scales[question.scale]?.levels ?? []) : [];
      if (kind === 'matrix') return question.rows.map((row) => ({ id: row.id, text: row.label, options: levels }));
      if (kind === 'single' || kind === 'multiple') return [{ id, text, options: question.options }];
      return kind === 'number' ? [{ id, text, options: [] }] : [];
    });
  return {
    profiles: [
      { criterion: '(name)' },
      { criterion: '(said)' },
      ...answered.map(({ id, text }) => ({ criterion: id, title: text })),
    ],
    weights: answered.flatMap(({ id, text, options }) =>
      options.map(({ id: option, label }, index) => {
        const withText = Object.entries(label).map(([tag, words]) => [tag, `${text[tag] ?? ''} — ${words}`]);
        return { question: id, option, label: index === 0 ? Object.fromEntries(withText) : label };
      }),
    ),
  };
}

/** Writes a condition as a cell of the table; `undefined` for one that has no such form. */
function writeDecisionCell(
  condition: Condition,
  facts: readonly { readonly id: string; readonly kind: string }[],
): string | undefined {
  if ('all' in condition || 'any' in condition) {
    const isAll = 'all' in condition;
    const parts = (isAll ? condition.all : condition.any).map((part) => {
      const text = writeDecisionCell(part, facts);
      return text !== undefined && ('all' in part || 'any' in part) ? `(${text})` : text;
    });
    if (parts.length === 0 || parts.includes(undefined)) return undefined;
    return parts.join(isAll ? ' and ' : ' or ');
  }
  if ('sum' in condition) {
    const bound = 'atLeast' in condition ? `≥ ${condition.atLeast}` : `≤ ${condition.atMost}`;
    return `${condition.sum.map(quotedName).join(' + ')} ${bound}`;
  }
  const prefix = facts.length > 1 ? `${quotedName(condition.fact)}: ` : '';
  if ('equals' in condition)
    return `${prefix}exactly ${condition.equals.length === 0 ? 'none' : condition.equals.map(quotedName).join(' + ')}`;
  return prefix + ('is' in condition ? [condition.is] : condition.in).map(quotedName).join(', ');
}

/** An id that reads as a word of the grammar, or as a number, is quoted. */
function quotedName(id: string): string {
  const isWordOfOurs = CELL_WORDS.some((word) => word.test(id));
  return isWordOfOurs || /^\d+$/.test(id) ? `'${id}'` : id;
}
