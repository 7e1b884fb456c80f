import type { PresentationFile } from '../../../core/survey/presentation.ts';
import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { SurveyFile } from '../../../core/survey/survey-schema.ts';
import type { Affinity, Fact, Typology } from '../../../core/survey/typology-schema.ts';
import { inColumns, kindsOf, languageHead, type WrittenRow } from './survey-sheets.ts';
import { writeDecisionCell } from './write-decision-cell.ts';
import { writeRule } from './write-rule.ts';

/** Writes facts: a row of its title, then one for each case. */
export function factRows(file: SurveyFile): readonly WrittenRow[] {
  const kindOf = kindsOf(file);
  const when = (rule: Parameters<typeof writeRule>[0] | undefined) => (rule && writeRule(rule, kindOf)) ?? '';
  return file.facts.flatMap((fact) => rowsOfFact(fact, when));
}

function rowsOfFact(
  fact: Fact,
  when: (rule: Parameters<typeof writeRule>[0] | undefined) => string,
): readonly WrittenRow[] {
  const { id, kind, title } = fact;
  const head = { fact: id, kind, ...inColumns('label', title) };
  const row = (name: string, label: LocalText | undefined, more: WrittenRow = {}): WrittenRow => ({
    fact: id,
    case: name,
    ...inColumns('label', label),
    ...more,
  });
  switch (fact.kind) {
    case 'flag':
      return [
        head,
        ...(['yes', 'no'] as const).map((value) =>
          row(value, fact.says[value], {
            when: when(fact[value]),
            ...inColumns('if_changed', fact.ifChanged[value]),
            ...inColumns('short', fact.short?.[value]),
          }),
        ),
      ];
    case 'count':
      return [
        { ...head, rows: fact.rows.join(' '), levels: fact.levels.join(' '), basis: (fact.basis ?? []).join(' ') },
        ...(fact.says.zero ? [row('zero', fact.says.zero)] : []),
        row('one', fact.says.one),
        row('other', fact.says.other),
        row('more', undefined, inColumns('if_changed', fact.ifChanged.more)),
        row('fewer', undefined, inColumns('if_changed', fact.ifChanged.fewer)),
      ];
    case 'category':
      return [
        { ...head, basis: fact.basis.join(' ') },
        ...fact.cases.map((one) =>
          row(one.id, one.says, {
            when: when(one.when),
            ...inColumns('if_changed', one.ifChanged),
            ...inColumns('short', one.short),
          }),
        ),
      ];
    case 'set':
      return [
        { ...head, basis: fact.basis.join(' ') },
        row('none', fact.says.none, inColumns('short', fact.short)),
        row('some', fact.says.some),
        ...fact.members.map((member) =>
          row(member.id, member.label, {
            when: when(member.when),
            ...inColumns('if_changed', member.ifChanged.added),
            ...inColumns('if_removed', member.ifChanged.removed),
            ...inColumns('short', member.short),
          }),
        ),
      ];
  }
}

/** Writes the decision table: the profiles' own rows, the criteria, then what each profile requires in words. */
export function profileRows(
  typology: Typology,
  facts: readonly Fact[],
  { profiles: looks = {}, aloud }: PresentationFile,
  languages: readonly string[],
): readonly WrittenRow[] {
  const { criteria, profiles } = typology;
  const cells = (cell: (profile: Typology['profiles'][number]) => string | undefined): WrittenRow =>
    Object.fromEntries(profiles.map((profile) => [profile.id, cell(profile) ?? '']));
  const inEach = (key: string, cell: (profile: Typology['profiles'][number], tag: string) => string | undefined) =>
    languages.map((tag) => ({
      criterion: key.replace(')', `::${languageHead(tag)})`),
      ...cells((profile) => cell(profile, tag)),
    }));
  const emblem = (profile: string) => {
    const drawn = looks[profile]?.emblem;
    return typeof drawn === 'string' ? drawn : drawn?.join('\n');
  };
  const hue = (profile: string) => (looks[profile]?.hue === undefined ? '' : String(looks[profile]?.hue));
  return [
    ...inEach('(name)', ({ name }, tag) => name[tag]),
    ...(aloud
      ? [
          ...inEach('(said)', ({ id }, tag) => aloud.profiles[id]?.[0]?.says[tag]),
          ...inEach('(rule)', ({ sentence }, tag) => sentence[tag]),
        ]
      : inEach('(said)', ({ sentence }, tag) => sentence[tag])),
    { criterion: '(emblem)', ...cells(({ id }) => emblem(id)) },
    { criterion: '(hue)', ...cells(({ id }) => hue(id)) },
    ...criteria.map((criterion) => {
      const read = facts.filter(({ id }) => criterion.facts.includes(id));
      return {
        criterion: criterion.id,
        ...inColumns('title', criterion.title),
        facts: criterion.facts.join(' '),
        ...inColumns('short', criterion.short),
        ...cells(({ requires }) => {
          const required = requires[criterion.id];
          return required && writeDecisionCell(required.when, read);
        }),
      };
    }),
    ...criteria.flatMap((criterion) =>
      inEach(`(says) ${criterion.id}`, ({ requires }, tag) => requires[criterion.id]?.says[tag]),
    ),
  ];
}

/** Writes the weights of a quiz, a row for each option that has one. */
export function weightRows({ weights }: Affinity): readonly WrittenRow[] {
  return weights.map(({ item, option, points }) => ({
    question: item,
    option,
    ...Object.fromEntries(Object.entries(points).map(([profile, number]) => [profile, String(number)])),
  }));
}
