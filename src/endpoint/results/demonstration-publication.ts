import { createHash } from 'node:crypto';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import type { Phase } from '../../core/results/disclosure.ts';
import { NEVER_PUBLISHED, publicationOf, publish } from '../../core/results/publish.ts';
import type { Publication } from '../../core/results/shown-tables.ts';
import { asksOf } from '../columns/column-queries.ts';
import { columnsOfReading } from '../columns/columns-of-reading.ts';
import type { DemonstrationSet } from '../conduct/conduct.ts';
import { readingOfSet } from '../demonstration/shown-responses.ts';
import { disclosureSecret } from './disclosure-secret.ts';

/**
 * What everybody would read if a demonstration set were real: the same rule, and none of the survey's own draws. Its counts are
 * moved by a secret that is none, so that nothing of the real one can be learnt from people whom everybody can count.
 */
export async function publishDemonstration(
  published: PublishedSurvey,
  set: DemonstrationSet,
  phase: Phase,
  strata: readonly string[],
): Promise<Publication> {
  const { id: survey, revision } = published.current;
  const secret = disclosureSecret(createHash('sha256').update(`demonstration ${set.seed}`).digest());
  const columns = await columnsOfReading(published, readingOfSet(published, set).all(survey), secret);
  const census = asksOf(columns, published).census(set.on);
  const ledger = publish(NEVER_PUBLISHED, census, { day: set.on, phase, chanceOf: secret.chanceOf(survey) });
  return publicationOf(ledger, { survey, revision, phase }, strata);
}
