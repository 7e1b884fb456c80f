/** A link's `c=`: a social network, a mailing, an event. */
export const CHANNEL = /^[a-z0-9-]{1,32}$/;

/** Where participation counts the channels of which it shows too few responses: never a channel's own id. */
export const OTHER_CHANNELS = 'autres';

/** A channel that is not declared and has fewer responses could name a person. */
export const LEAST_OF_CHANNEL = 5;

/** An unusable channel of a link is no reason to lose the response: it becomes `null`. */
export function toChannel(text: string | null | undefined): string | null {
  const channel = text?.toLowerCase() ?? '';
  return CHANNEL.test(channel) ? channel : null;
}

/** The channel that counts those who came from a shared card. */
export const SHARED = 'partage';
