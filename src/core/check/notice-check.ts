import { type Fault, fault } from '../survey/fault.ts';
import type { Notice } from '../survey/notice.ts';

/** Open data link to the licence. A notice that was published with another address stays served. */
export function noticeFaults({ licence }: Notice): readonly Fault[] {
  return licence && !licence.url.startsWith('https://') ? [fault('licence.url', 'not-https')] : [];
}
