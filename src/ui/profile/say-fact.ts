import type { Fact, Typology } from '../../core/survey/typology-schema.ts';
import { membersOf, numberOf } from '../../core/typology/fact-values.ts';
import type { FactValue, FactValues } from '../../core/typology/facts.ts';
import { listed, sayCount, type Voice } from './voice.ts';

/** A fact as observed. */
export function sayFact(fact: Fact, value: FactValue | undefined, voice: Voice): string {
  switch (fact.kind) {
    case 'flag':
      return voice.of(fact.says[value === 'yes' ? 'yes' : 'no']);
    case 'count':
      return sayCount(fact.says, Number(value), voice);
    case 'category':
      return voice.of(fact.cases.find((one) => one.id === value)?.says ?? {});
    case 'set': {
      const members = membersIn(fact, value);
      if (members.length === 0) return voice.of(fact.says.none);
      const list = listed(
        members.map((member) => voice.of(member.label)),
        voice,
      );
      return voice.of(fact.says.some).replaceAll('{list}', list);
    }
  }
}

/** What a criterion observes, in as few words as the survey has for it. Its facts must be present. */
export function sayAtAGlance(
  { facts: read, total }: Typology['criteria'][number],
  facts: readonly Fact[],
  values: FactValues,
  voice: Voice,
): string {
  if (total) {
    const sum = total.sum.reduce((all, fact) => all + numberOf(values, fact), 0);
    return sayCount(total.says, sum, voice);
  }
  return facts
    .filter((fact) => read.includes(fact.id))
    .map((fact) => sayShort(fact, values[fact.id], voice))
    .join(' · ');
}

function sayShort(fact: Fact, value: FactValue | undefined, voice: Voice): string {
  const short = shortOf(fact, value, voice);
  return short ? short.charAt(0).toLocaleUpperCase(voice.language) + short.slice(1) : sayFact(fact, value, voice);
}

function shortOf(fact: Fact, value: FactValue | undefined, voice: Voice): string | undefined {
  switch (fact.kind) {
    case 'flag':
      return fact.short && voice.of(fact.short[value === 'yes' ? 'yes' : 'no']);
    case 'count':
      return undefined;
    case 'category': {
      const short = fact.cases.find((one) => one.id === value)?.short;
      return short && voice.of(short);
    }
    case 'set': {
      const members = membersIn(fact, value);
      if (members.length === 0) return fact.short && voice.of(fact.short);
      const shorts = members.flatMap(({ short }) => (short ? [voice.of(short)] : []));
      return shorts.length === members.length ? shorts.join(', ') : undefined;
    }
  }
}

/** "Si un dispositif d'évaluation existait": the beginning of a sentence that the card ends with a profile. */
export function sayChange(fact: Fact, from: FactValues, to: FactValues, voice: Voice): string {
  const { id } = fact;
  switch (fact.kind) {
    case 'flag':
      return voice.of(fact.ifChanged[to[id] === 'yes' ? 'yes' : 'no']);
    case 'count':
      return voice.of(fact.ifChanged[numberOf(to, id) > numberOf(from, id) ? 'more' : 'fewer']);
    case 'category':
      return voice.of(fact.cases.find((one) => one.id === to[id])?.ifChanged ?? {});
    case 'set': {
      const before = membersOf(from, id);
      const after = membersOf(to, id);
      const moved = fact.members.find((member) => before.includes(member.id) !== after.includes(member.id));
      return voice.of(moved?.ifChanged[after.length > before.length ? 'added' : 'removed'] ?? {});
    }
  }
}

function membersIn(fact: Extract<Fact, { kind: 'set' }>, value: FactValue | undefined) {
  return fact.members.filter((member) => typeof value === 'object' && value.includes(member.id));
}
