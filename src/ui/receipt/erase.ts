import type { Delivery, Receipts } from '../../device/port/device.ts';

/** What became of one's own response after asking to erase it. */
export type Erasure =
  /** Gone from this device, and the endpoint said that it keeps nothing. */
  | 'everywhere'
  /** Gone from this device, and nothing had left it. */
  | 'here'
  /** Gone from this device; something had left it, or may have, and the endpoint could not be asked. */
  | 'only-here'
  /** The endpoint holds it and could not be asked: still on this device, code included. */
  | 'offline'
  | 'later';

export interface OwnResponse {
  readonly delivery: Delivery;
  /** Above 1, partial answers were sent or queued before the finished response. */
  readonly sequence: number;
  readonly code: string;
}

/**
 * A received response is erased at the endpoint first: forgetting the code before would leave nobody able to.
 * Any other is forgotten first, so that the outbox cannot send it behind our back, then the endpoint is asked all the same:
 * an earlier try may have arrived without its answer coming back.
 */
export async function eraseOwn(
  { delivery, sequence, code }: OwnResponse,
  receipts: Receipts,
  forget: () => Promise<void>,
): Promise<Erasure> {
  const held = delivery.state === 'received';
  if (!held) await forget();
  const answer = await receipts.erase(code);
  if (answer === 'erased' || answer === 'unknown') {
    if (held) await forget();
    return 'everywhere';
  }
  if (held) return answer === 'offline' ? 'offline' : 'later';
  return delivery.state === 'device' && sequence === 1 ? 'here' : 'only-here';
}
