import type { PresentationFile } from './presentation.ts';
import type { LocalText } from './survey-parts.ts';
import type { SurveyFile } from './survey-schema.ts';
import type { Fact } from './typology-schema.ts';

/** The file with what its presentation says at a glance; its own words come first, and what it does not have is left alone. */
export function withGlance(file: SurveyFile, { glance }: PresentationFile): SurveyFile {
  const { typology, facts } = file;
  if (!glance || !typology) return file;
  const criteria = typology.criteria.map((criterion) => {
    const said = glance.criteria?.[criterion.id];
    if (!said) return criterion;
    const { short, total } = said;
    const isOfThis = total?.sum.every((fact) => criterion.facts.includes(fact));
    return { short, ...(total && isOfThis ? { total } : {}), ...criterion };
  });
  return {
    ...file,
    facts: facts.map((fact) => {
      const said = glance.facts?.[fact.id];
      return said ? shortened(fact, said) : fact;
    }),
    typology: { ...(glance.reconstructed ? { reconstructed: true } : {}), ...typology, criteria },
  };
}

function shortened(fact: Fact, said: Readonly<Record<string, LocalText>>): Fact {
  const shortOf = <One extends { readonly id: string }>(one: One) => {
    const short = said[one.id];
    return short ? { short, ...one } : one;
  };
  switch (fact.kind) {
    case 'flag': {
      const { yes, no } = said;
      return yes && no ? { short: { yes, no }, ...fact } : fact;
    }
    case 'count':
      return fact;
    case 'category':
      return { ...fact, cases: fact.cases.map(shortOf) };
    case 'set': {
      const { none } = said;
      return { ...(none ? { short: none } : {}), ...fact, members: fact.members.map(shortOf) };
    }
  }
}
