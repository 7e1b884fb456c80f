import { useEffect, useState } from 'preact/hooks';
import { TRIAL } from '../../core/survey/channel-id.ts';
import { fetchJson } from '../../lazy/fetch-json.ts';
import { readLink } from '../address/link.ts';
import { whenIdle } from '../elements/when-idle.ts';
import { daysThatHold, isTooLate, type OpenState, readOpenState } from '../screens/opening/open-state.ts';
import type { Session } from '../state/session.ts';
import type { Situation } from '../state/status-messages.ts';

/**
 * What was decided about the survey since the app was built, which its file on this device cannot know: the opening shows it. Gives
 * whether the interview on screen was begun too early or too late, and whether it is a trial. Without network, what the file says
 * holds, by this device's clock.
 */
export function useClosing(session: Session): Pick<Situation, 'isTooEarly' | 'isTooLate' | 'isTrial'> {
  const { survey, file } = session.edition.value;
  const interview = session.interview.value;
  const [openState, setOpenState] = useState<OpenState | undefined>(undefined);
  const [isTrial, setIsTrial] = useState(false);
  const isOpening = session.router.route.value.screen === 'opening';

  // Again each time the opening is shown, where a tablet waits for the next person.
  useEffect(() => {
    let wanted = true;
    const ask = async () => {
      await whenIdle(3000);
      // Under the id of a draft another questionnaire may be published.
      const found = wanted && session.keeps.peek() !== 'preview' ? await askOpenState(survey.id) : undefined;
      if (!wanted || !found) return;
      if (found.now !== undefined) session.clockLag.value = found.now - Date.now();
      setOpenState(found);
    };
    void ask();
    addEventListener('online', ask);
    return () => {
      wanted = false;
      removeEventListener('online', ask);
    };
  }, [session, survey.id, isOpening]);

  const { opensOn, closedFrom } = daysThatHold(file, openState);
  const today = session.today();
  const isEarly = opensOn !== undefined && today < opensOn;
  const isPreview = session.keeps.value === 'preview';
  // By its link, and as long as the endpoint takes trial responses. Without network, up to the opening day.
  const isTried = !isPreview && readLink(location.search).channel === TRIAL && (openState?.isOnTrial ?? isEarly);
  // One that was begun as a trial remains one.
  useEffect(() => setIsTrial((before) => isTried || (interview !== undefined && before)), [isTried, interview]);

  // From its opening day on, and earlier for those who try it out, the survey is like any other.
  const shownOpening = isEarly && !isTried && !isPreview ? opensOn : undefined;
  useEffect(() => {
    if (survey.opensOn === shownOpening && survey.closedFrom === closedFrom) return;
    // Only between interviews, so that nothing is redrawn under a finger. A language that was loaded later brings the days of its file.
    if (openState && interview) return;
    const { opensOn: _, closedFrom: __, ...rest } = survey;
    const days = {
      ...(shownOpening !== undefined && { opensOn: shownOpening }),
      ...(closedFrom !== undefined && { closedFrom }),
    };
    session.edition.value = { ...session.edition.peek(), survey: { ...rest, ...days } };
  }, [session, survey, openState, interview, shownOpening, closedFrom]);

  const isTooEarly = openState !== undefined && shownOpening !== undefined;
  if (!openState || !interview || interview.outcome.value) return { isTooEarly, isTooLate: false, isTrial };
  const begunOn = session.drafts.value.find(({ id }) => id === interview.id.value)?.startedOn ?? today;
  return { isTooEarly, isTooLate: isTooLate({ closedFrom }, begunOn, today), isTrial };
}

/** `undefined` if there is no network, or if the reply is not the endpoint's. */
async function askOpenState(survey: string): Promise<OpenState | undefined> {
  return readOpenState(await fetchJson(`/api/surveys/${survey}`, { credentials: 'omit', redirect: 'error' }), survey);
}
