import { type AccessibilityGrid, conformityOf } from './conformity.ts';
import type { DocumentFacts } from './filled.ts';

/** A survey as its declaration of accessibility names it: in French, or else in its first language. */
export interface DeclaredSurvey {
  readonly title: string;
  readonly controller: string | undefined;
  readonly contact: string | undefined;
  /** The mail and web addresses of that contact. */
  readonly contacts: readonly { readonly shown: string; readonly address: string }[];
  readonly address: string;
}

/** Returns what the template `declaration` asks for on a day like 2026-12-02. */
export function declarationFacts(survey: DeclaredSurvey, grid: AccessibilityGrid, today: string): DocumentFacts {
  const { version, tested, changedOn, audit, criteria } = grid;
  const conformity = conformityOf(grid, today);
  const { state, counts } = conformity;
  const inFrench = (day: string) =>
    new Date(day).toLocaleDateString('fr', { dateStyle: 'long', timeZone: 'UTC' }).replace(/^1 /, '1er ');
  const lacks = Object.entries(criteria).filter(([, { status }]) => status === 'NC');
  const signed = audit && conformity.why === 'rate' && inFrench(audit.signedOn);
  return {
    ...{ ...survey, ...counts, version, tested, [state]: true, isReachable: survey.contacts.length > 0 },
    ...{ decided: conformity.tested + counts.NA, all: Object.keys(criteria).length, updated: inFrench(changedOn) },
    ...{ lacking: lacks.length > 0, lacks: lacks.map(([number, one]) => ({ number, ...one })) },
    audit: signed && { by: audit.by, signed, rate: Math.floor(conformity.audited * 100) },
    established: signed || inFrench(changedOn),
  };
}
