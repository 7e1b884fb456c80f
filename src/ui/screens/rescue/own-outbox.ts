import type { OutboxStatus } from '../../../device/port/device.ts';

/**
 * The status without the finished responses to other surveys, whose organiser may be another one. On a shared tablet, which keeps no
 * cards, all responses are of its day.
 */
export function ownOutbox(status: OutboxStatus, survey: string): OutboxStatus {
  const others = [...(status.surveys ?? [])].flatMap(([id, one]) => (one === survey ? [] : [id]));
  const among = (...states: readonly string[]) =>
    others.filter((id) => states.includes(status.deliveries.get(id)?.state ?? '')).length;
  const deliveries = new Map([...status.deliveries].filter(([id]) => !others.includes(id)));
  const refused = without(status.refused, among('refused'));
  const { obstacle, ...rest } = status;
  // What the endpoint said of other surveys' responses does not keep these here.
  const isOthers = refused === 0 && (obstacle === 'closed' || obstacle === 'update-needed');
  return {
    ...rest,
    ...(obstacle === undefined || isOthers ? {} : { obstacle }),
    waiting: without(status.waiting, among('device', 'sending')),
    refused,
    deliveries,
  };
}

function without(count: number | undefined, others: number): number | undefined {
  return count === undefined ? undefined : Math.max(0, count - others);
}
