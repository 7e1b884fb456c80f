import type { Survey } from '../../../core/survey/questionnaire.ts';
import { dayOf } from '../../state/identity.ts';

/** Whether no interview may begin any more; by the device's day, YYYY-MM-DD. */
export function isClosed({ closedFrom }: Survey, today = dayOf(Date.now())): boolean {
  return closedFrom !== undefined && today >= closedFrom;
}
