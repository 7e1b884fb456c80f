import type { Fact, FactValue, FactValues, Typology } from '../../core/survey/typology-schema.ts';
import { isSpan, spanOf } from '../../core/typology/fact-values.ts';
import { capitalised, listed, sayCount, type Voice } from './voice.ts';

/** Describes an observed fact, which must be present. On a shared card a set is described by its members alone, since it is not the reader's. */
export function sayFact(fact: Fact, value: FactValue | undefined, voice: Voice): string {
  switch (fact.kind) {
    case 'flag':
      return voice.of(fact.says[value === 'yes' ? 'yes' : 'no']);
    case 'count':
      return sayCount(fact.says, isSpan(value) ? value : Number(value), voice);
    case 'category':
      return voice.of(fact.cases.find((one) => one.id === value)?.says ?? {});
    case 'set': {
      const members = membersIn(fact, value);
      if (members.length === 0) return voice.of(fact.says.none);
      const list = listed(
        members.map((member) => voice.of(member.label)),
        voice,
      );
      return voice.isBrought ? capitalised(list, voice) : voice.of(fact.says.some).replaceAll('{list}', list);
    }
  }
}

/** Describes what a criterion observes, in as few words as the survey has for it. Of what blank rows leave open it says what is certain. */
export function sayAtAGlance(
  { facts: read, total }: Typology['criteria'][number],
  facts: readonly Fact[],
  values: FactValues,
  voice: Voice,
): string {
  if (total) {
    const spans = total.sum.map((fact) => spanOf(values, fact));
    const from = spans.reduce((all, span) => all + span.from, 0);
    const to = spans.reduce((all, span) => all + span.to, 0);
    return sayCount(total.says, from === to ? from : { from, to }, voice);
  }
  return facts
    .filter((fact) => read.includes(fact.id) && values[fact.id] !== undefined)
    .map((fact) => sayShort(fact, values[fact.id], voice))
    .join(' · ');
}

/** Describes one value of a fact, of which it may be the only one that leads to a profile. */
export function sayKey(facts: readonly Fact[], key: { fact: string; value: FactValue } | undefined, voice: Voice) {
  const fact = facts.find(({ id }) => id === key?.fact);
  return fact ? sayShort(fact, key?.value, voice) : '';
}

function sayShort(fact: Fact, value: FactValue | undefined, voice: Voice): string {
  const short = shortOf(fact, value, voice);
  return short ? capitalised(short, voice) : sayFact(fact, value, voice);
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

function membersIn(fact: Extract<Fact, { kind: 'set' }>, value: FactValue | undefined) {
  const held = typeof value === 'object' && !isSpan(value) ? value : [];
  return fact.members.filter((member) => held.includes(member.id));
}
