import type { FinishedResponse } from '../../device/port/finished-response.ts';
import type { Interview } from '../state/interview.ts';
import type { Session } from '../state/session.ts';
import { factsBehind } from './card-reading.ts';

/** The response that a card is computed from. */
export interface CardSource
  extends Pick<FinishedResponse, 'id' | 'facts' | 'secret' | 'finishedAt' | 'delivery' | 'stratum'> {
  readonly mode: 'self' | 'field';
  /** The interview that was just finished on this page: its answers may still be changed. */
  readonly interview?: Interview;
}

export function cardSource(session: Session, id: string | undefined): CardSource | undefined {
  const interview = session.interview.value;
  const outcome = interview?.outcome.value;
  const { deliveries } = session.outbox.value;
  if (interview && outcome && (id === undefined || id === outcome.id)) {
    const { survey } = session.edition.value;
    const { answers } = outcome;
    const answer = survey.stratum === undefined ? undefined : answers[survey.stratum];
    return {
      id: outcome.id,
      facts: factsBehind(survey, answers),
      secret: outcome.secret,
      finishedAt: outcome.at,
      mode: interview.draft().mode,
      delivery: deliveries.get(outcome.id) ?? { state: 'device' },
      ...(typeof answer === 'string' ? { stratum: answer } : {}),
      interview,
    };
  }
  const kept = session.finished.value.find((one) => id === undefined || one.id === id);
  if (!kept) return undefined;
  return {
    id: kept.id,
    facts: kept.facts,
    secret: kept.secret,
    finishedAt: kept.finishedAt,
    // In field mode nothing is kept to be found again.
    mode: 'self',
    delivery: deliveries.get(kept.id) ?? kept.delivery,
    ...(kept.stratum === undefined ? {} : { stratum: kept.stratum }),
  };
}
