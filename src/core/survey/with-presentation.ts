import type { PresentationFile } from './presentation.ts';
import type { LocalText } from './survey-parts.ts';
import type { SurveyFile } from './survey-schema.ts';
import type { Fact } from './typology-schema.ts';

/** Names a revision as the presentation does, and adds the short texts that it lacks. Where it has its own, those stay. */
export function withPresentation(frozen: SurveyFile, { app, glance, copy }: PresentationFile): SurveyFile {
  const file = {
    ...frozen,
    title: { ...frozen.title, ...app?.name },
    ...(copy === false && { uncopied: true as const }),
  };
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
    case 'set':
      return { ...(added.none && { short: added.none }), ...fact, members: fact.members.map(shortOf) };
  }
}
