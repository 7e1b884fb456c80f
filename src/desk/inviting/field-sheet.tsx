import { useState } from 'preact/hooks';
import { IDLE_MINUTES } from '../../core/survey/idle-minutes.ts';
import { Lazy } from '../../ui/elements/lazy.tsx';
import { QrCode } from '../../ui/elements/qr-code.tsx';
import { useAsync } from '../../ui/elements/use-async.ts';
import { keysReply } from '../../wire/organiser/survey-reply.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { addressTo } from '../parts/desk-address.ts';
import { channelLabel, LOOPBACK, useDesk } from '../parts/desk-context.ts';
import { Paper } from '../parts/paper.tsx';
import { FaultNote } from '../parts/status-note.tsx';
import { useGet } from '../parts/use-get.ts';
import { type FieldDay, prepareDay } from './field-day.ts';
import { fieldLinkOf } from './invitation-link.ts';

interface FieldSheetProps {
  readonly channel: string;
}

const loadKeys = () => import('./tablet-keys.tsx');

const { least, usual, most } = IDLE_MINUTES;
/** Minutes before an idle tablet asks, for short and for long questionnaires. */
const CHOICES = [least, 2, usual, 5, 10, most];

/** The printed sheet of one event: the code that opens the tablet's day, the words that verify its keys, the resume code and the PIN. */
export function FieldSheet({ channel }: FieldSheetProps) {
  const { survey, words } = useDesk();
  const { inviting: text } = words.desk;
  const [idle, setIdle] = useState<number>(usual);
  const asked = useGet(`/api/organiser/surveys/${survey.id}/keys`, keysReply);
  const state = asked.called?.kind === 'ok' ? asked.called.value : undefined;
  const day = useAsync(() => (isSecureContext && state ? prepareDay(state) : undefined), [state, channel]);
  return (
    <Paper
      kind="field"
      title={text.field}
      back={addressTo('inviting', { s: survey.id, c: channel })}
      backLabel={text.back}
      before={
        <>
          {state && day && (
            <details class="screen-only" open={!day.sealed}>
              <summary>{words.desk.tabletKeys.title}</summary>
              <Lazy load={loadKeys} words={words}>
                {({ TabletKeys }) => <TabletKeys state={state} onDone={asked.again} />}
              </Lazy>
            </details>
          )}
          <p class="screen-only">{text.fieldOnce}</p>
          <div class="fields screen-only">
            <label>
              {text.fieldIdle}
              <select onChange={(event) => setIdle(Number(event.currentTarget.value))}>
                {CHOICES.map((minutes) => (
                  <option key={minutes} value={minutes} selected={minutes === idle}>
                    {text.fieldMinutes(minutes)}
                  </option>
                ))}
              </select>
            </label>
          </div>
        </>
      }
    >
      {isSecureContext ? (
        <CalledPart asked={asked}>{() => day && <Sheet channel={channel} day={day} idle={idle} />}</CalledPart>
      ) : (
        <FaultNote text={text.fieldInsecure} />
      )}
    </Paper>
  );
}

function Sheet({ channel, day, idle }: FieldSheetProps & { readonly day: FieldDay; readonly idle: number }) {
  const desk = useDesk();
  const { survey, words, me } = desk;
  const { inviting: text } = words.desk;
  const event = channelLabel(desk, channel);
  const link = fieldLinkOf(desk, { channel, check: day.check, key: day.sealed?.key, idle });
  return (
    <article class="sheet">
      <h2>{text.fieldTitle(event)}</h2>
      <p class="why">{words.of(survey.title)}</p>
      <div class="qr">
        <QrCode text={link} label={`${text.field}, ${event}`} />
      </div>
      <p class="why strong">{text.fieldScan}</p>
      <p class="address small">{link}</p>
      {LOOPBACK.test(location.hostname) && (
        <p>
          {text.fieldHere}
          {/* Between double quotes, no shell cuts it. */}
          <code class="small" style={{ display: 'block', userSelect: 'all' }}>{`${me.program} kiosk "${link}"`}</code>
        </p>
      )}
      <dl class="of-day">
        {day.sealed && (
          <>
            <dt>{text.fieldWords}</dt>
            {/* French in every language: they are compared, not read. */}
            <dd class="typed" lang="fr" data-four>
              {day.sealed.four}
            </dd>
            <dt>{text.fieldCode}</dt>
            <dd class="typed" data-resume-code>
              {day.sealed.code}
            </dd>
          </>
        )}
        <dt>{text.fieldPin}</dt>
        <dd class="typed" data-pin>
          {day.pin}
        </dd>
      </dl>
      <p>{text.fieldAsks(text.fieldMinutes(idle))}</p>
      <p>{text.fieldLost}</p>
      <p>{day.sealed ? text.fieldApart : text.fieldUnsealed}</p>
    </article>
  );
}
