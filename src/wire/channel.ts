/** A link's `c=`: a social network, a mailing, an event. */
export const CHANNEL = /^[a-z0-9-]{1,32}$/;

/** An unusable channel of a link is no reason to lose the response: it becomes `null`. */
export function toChannel(text: string | null | undefined): string | null {
  const channel = text?.toLowerCase() ?? '';
  return CHANNEL.test(channel) ? channel : null;
}
