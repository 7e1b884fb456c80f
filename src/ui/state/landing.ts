import type { Path } from '../../core/answering/flow.ts';
import type { Draft } from '../../device/port/device.ts';
import { OPENING, type Route } from '../address/routes.ts';

/**
 * The screen on which an interview opens. From an address of its middle: that one, if the interview has come so far, else the
 * opening. From the opening itself: where the draft was left. Without a draft an interview has but its first question.
 */
export function landing(draft: Pick<Draft, 'current'> | undefined, route: Route, path: Pick<Path, 'questions'>): Route {
  const reached = draft ? path.questions : path.questions.slice(0, 1);
  const isReached = (id: string) => reached.some((question) => question.id === id);
  if (route.screen === 'question') return isReached(route.question) ? route : OPENING;
  if (route.screen === 'check') return draft ? route : OPENING;
  if (draft && isReached(draft.current)) return { screen: 'question', question: draft.current };
  const [first] = reached;
  return first && draft?.current !== 'check' ? { screen: 'question', question: first.id } : { screen: 'check' };
}
