/** A link's `c=`: a social network, a mailing, an event. */
export const CHANNEL = /^[a-z0-9-]{1,32}$/;

/** Participation counts channels with too few responses together under this name; no channel may have it as id. */
export const OTHER_CHANNELS = 'autres';

/** Responses below which an undeclared channel is not shown, since it could name a person. */
export const LEAST_OF_CHANNEL = 5;

/** Returns `null` for an unusable channel in a link: the response is kept without it. */
export function toChannel(text: string | null | undefined): string | null {
  const channel = text?.toLowerCase() ?? '';
  return CHANNEL.test(channel) ? channel : null;
}

/** The channel of trial responses, which are erased before the survey opens; no notice may declare it. */
export const TRIAL = 'essai';

/** The channel that counts those who came from a shared card. */
export const SHARED = 'partage';
