import { useEffect, useState } from 'preact/hooks';
import { TRIAL } from '../../core/survey/channel-id.ts';
import { CopyButton } from '../../ui/elements/copy-button.tsx';
import { QrCode } from '../../ui/elements/qr-code.tsx';
import type { SurveyOverview } from '../../wire/organiser/survey-reply.ts';
import { publicAddress } from '../drafting/publish-part.tsx';
import { useSite } from '../parts/desk-context.ts';

interface TrialPartProps {
  readonly told: SurveyOverview;
  /** How many trial responses are stored, once that is known. */
  readonly trial: number | undefined;
}

/** The link of a trial, as long as it lasts: what comes by it counts nowhere, and is erased. */
export function TrialPart({ told, trial }: TrialPartProps) {
  const { words, me } = useSite();
  const { trial: text, ...shared } = words.desk.questionnaires;
  const isOn = useTrial(told);
  if (!isOn || told.trialUntil === null) return null;
  const address = `${publicAddress(told.survey)}&c=${TRIAL}`;
  const isUntilOpening = told.opensOn !== null && told.opensOn > me.today;
  return (
    <section aria-labelledby="trial" class="trial">
      <h2 id="trial">{text.title}</h2>
      <p>
        {isUntilOpening
          ? text.untilOpening(words.date(told.opensOn ?? ''))
          : text.until(words.time(new Date(told.trialUntil).getTime()))}
      </p>
      <div class="row">
        <QrCode text={address} label={text.qr} />
        <div class="stack">
          <a href={address}>{address}</a>
          <CopyButton text={address} label={shared.copyLink} copied={shared.copied} refused={shared.copyRefused} />
          {trial === undefined ? null : <p class="help">{text.received(trial)}</p>}
        </div>
      </div>
    </section>
  );
}

/** Whether the trial lasts now; the page changes when it ends. */
function useTrial({ trialUntil }: SurveyOverview): boolean {
  const left = trialUntil === null ? 0 : Date.parse(trialUntil) - Date.now();
  const [, setTimes] = useState(0);
  useEffect(() => {
    // A timer cannot wait for longer than 24 days.
    if (left <= 0 || left > 86_400_000) return;
    const timer = setTimeout(() => setTimes((times) => times + 1), left);
    return () => clearTimeout(timer);
  }, [trialUntil]);
  return left > 0;
}
