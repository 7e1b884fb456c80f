import { useEffect, useState } from 'preact/hooks';
import { TRIAL } from '../../core/survey/channel-id.ts';
import { isClosedOn } from '../../core/survey/closing.ts';
import { fetchJson } from '../../late/fetch-json.ts';
import { dayOf } from '../../wire/day.ts';
import { readLink } from '../address/link.ts';
import { whenIdle } from '../elements/when-idle.ts';
import type { Session } from '../state/session.ts';
import type { Situation } from '../state/status-messages.ts';

/**
 * What was decided about the survey since the app was built, which its file on this device cannot know: the opening shows it. Gives
 * whether the interview on screen was begun too late, and whether it is a trial. Without network, what the file says holds.
 */
export function useClosing(session: Session): Pick<Situation, 'isTooLate' | 'isTrial'> {
  const { survey } = session.edition.value;
  const interview = session.interview.value;
  const [decided, setDecided] = useState<Decided | undefined>(undefined);
  const [isTrial, setIsTrial] = useState(false);
  const isOpening = session.router.route.value.screen === 'opening';

  // Again each time the opening is shown, where a tablet waits for the next person.
  useEffect(() => {
    let wanted = true;
    const ask = async () => {
      await whenIdle(3000);
      // Under the id of a draft another questionnaire may be published.
      const found = wanted && session.keeps.peek() !== 'preview' ? await askClosing(survey.id) : undefined;
      if (wanted && found) setDecided(found);
    };
    void ask();
    addEventListener('online', ask);
    return () => {
      wanted = false;
      removeEventListener('online', ask);
    };
  }, [session, survey.id, isOpening]);

  // From its opening day on, and earlier for those who try it out, the survey is like any other.
  useEffect(() => {
    const { opensOn, ...rest } = survey;
    if (opensOn === undefined) return;
    const isPreview = session.keeps.peek() === 'preview';
    const isEarly = dayOf(new Date()) < opensOn;
    const isTried = isEarly && !isPreview && readLink(location.search).channel === TRIAL;
    if (isTried) setIsTrial(true);
    if (isTried || isPreview || !isEarly) session.edition.value = { ...session.edition.peek(), survey: rest };
  }, [survey, session]);

  // Only between interviews, so that nothing is redrawn under a finger. A language that was loaded later brings the closing day of its file.
  useEffect(() => {
    if (!decided || interview || survey.closedFrom === decided.closedFrom) return;
    const edition = session.edition.peek();
    const { closedFrom: _, ...rest } = edition.survey;
    session.edition.value = { ...edition, survey: { ...rest, ...decided } };
  }, [decided, interview, survey, session]);

  if (!decided || !interview || interview.outcome.value) return { isTooLate: false, isTrial };
  const today = dayOf(new Date());
  const begun = session.drafts.value.find(({ id }) => id === interview.id.value)?.startedOn ?? today;
  return { isTooLate: isClosedOn(decided, begun), isTrial };
}

interface Decided {
  readonly closedFrom?: string;
}

/** `undefined` if there is no network, or if the reply is not the endpoint's. */
async function askClosing(survey: string): Promise<Decided | undefined> {
  const body = await fetchJson(`/api/surveys/${survey}`, { credentials: 'omit', redirect: 'error' });
  if (typeof body !== 'object' || body === null || !('survey' in body && body.survey === survey)) return undefined;
  const closedFrom = 'closedFrom' in body ? body.closedFrom : undefined;
  if (closedFrom === null) return {};
  return typeof closedFrom === 'string' && /^\d{4}-\d\d-\d\d$/.test(closedFrom) ? { closedFrom } : undefined;
}
