/** The criteria of accessibility, and what decided each; `docs/accessibility/README.md` describes its fields. */
export interface AccessibilityGrid {
  readonly version: string;
  readonly source: string;
  readonly changedOn: string;
  readonly tested: Readonly<Record<'pages' | 'tools', readonly string[]>>;
  readonly audit: { readonly by: string; readonly signedOn: string; readonly C: number; readonly NC: number } | null;
  readonly criteria: Readonly<Record<string, GridCriterion>>;
}

/** Its status is C, NC, NA or NT: conforming, not conforming, not applicable, not tested. */
export interface GridCriterion {
  readonly title: string;
  readonly status: string;
  readonly note?: string;
}

/** Decides as RGAA does on a day like 2026-12-02: by an audit of the last three years alone, whatever the tests found. */
export function conformityOf({ audit, criteria }: AccessibilityGrid, today: string) {
  const count = (status: string) => Object.values(criteria).filter((one) => one.status === status).length;
  const counts = { C: count('C'), NC: count('NC'), NA: count('NA'), NT: count('NT') };
  const tested = counts.C + counts.NC;
  const found = { counts, held: counts.C, tested, rate: counts.C / Math.max(tested, 1) };
  const oldest = `${Number(today.slice(0, 4)) - 3}${today.slice(4)}`;
  if (audit === null || audit.signedOn > today || audit.signedOn < oldest)
    return { state: 'none', why: 'no-audit', ...found } as const;
  const audited = audit.C / (audit.C + audit.NC);
  const state = audited === 1 ? 'full' : audited >= 0.5 ? 'partial' : 'none';
  return { state, why: 'rate', audited, ...found } as const;
}
