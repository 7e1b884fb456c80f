import type { PresentationFile } from './presentation.ts';
import type { LocalText } from './survey-parts.ts';
import type { SurveyFile } from './survey-schema.ts';
import type { Fact } from './typology-schema.ts';

/** Adds the short texts of the presentation to the file. The file's own texts win, and parts that the file does not have are skipped. */
export function withGlance(file: SurveyFile, { glance }: PresentationFile): SurveyFile {
  const { typology, facts } = file;
  if (!glance || !typology) return file;
  const criteria = typology.criteria.map((criterion) => {
    const added = glance.criteria?.[criterion.id];
    if (!added) return criterion;
    const { short, total } = added;
    const isOfThis = total?.sum.every((fact) => criterion.facts.includes(fact));
    return { short, ...(total && isOfThis ? { total } : {}), ...criterion };
  });
  return {
    ...file,
    facts: facts.map((fact) => {
      const added = glance.facts?.[fact.id];
      return added ? shortened(fact, added) : fact;
    }),
    typology: { ...(glance.reconstructed ? { reconstructed: true } : {}), ...typology, criteria },
  };
}

function shortened(fact: Fact, added: Readonly<Record<string, LocalText>>): Fact {
  const shortOf = <One extends { readonly id: string }>(one: One) => {
    const short = added[one.id];
    return short ? { short, ...one } : one;
  };
  switch (fact.kind) {
    case 'flag': {
      const { yes, no } = added;
      return yes && no ? { short: { yes, no }, ...fact } : fact;
    }
    case 'count':
      return fact;
    case 'category':
      return { ...fact, cases: fact.cases.map(shortOf) };
    case 'set': {
      const { none } = added;
      return { ...(none ? { short: none } : {}), ...fact, members: fact.members.map(shortOf) };
    }
  }
}
