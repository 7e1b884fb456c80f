import { CHANNEL } from '../core/survey/channel-id.ts';

/** An unusable channel of a link is no reason to lose the response: it becomes `null`. */
export function toChannel(text: string | null | undefined): string | null {
  const channel = text?.toLowerCase() ?? '';
  return CHANNEL.test(channel) ? channel : null;
}
