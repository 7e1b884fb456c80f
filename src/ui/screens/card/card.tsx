import { useEffect, useRef, useState } from 'preact/hooks';
import type { Results } from '../../../wire/results.ts';
import { hrefTo } from '../../address/routes.ts';
import { useSeen } from '../../elements/late-drawing.ts';
import { Missing } from '../../elements/missing.tsx';
import { useArrival } from '../../elements/use-arrival.ts';
import type { ShareOutcome } from '../../picture/sharing.ts';
import { usePresentation } from '../../presentation/use-presentation.ts';
import { cardTitle, readCard } from '../../profile/card-reading.ts';
import { cardSource } from '../../profile/card-source.ts';
import { ProfileArticle } from '../../profile/profile-article.tsx';
import { BelowWhy } from '../../profile/profile-rest-later.tsx';
import { Stamp } from '../../profile/stamp.tsx';

import type { Gone } from '../../receipt/erased.tsx';
import type { Session } from '../../state/session.ts';
import { cardStrings, writeDay } from '../../words/later-words.ts';
import styles from './card.module.css';
import { CardActions, type Panel } from './card-actions.tsx';
import { DeliveryState, shownDelivery } from './delivery-state.tsx';
import type { LossInWords } from './loss.tsx';
import { Changed, Modify } from './modify.tsx';
import { NotComputedCard } from './not-computed.tsx';
import { useParts } from './use-parts.ts';

export { fetchPartsAhead } from './use-parts.ts';

/** The card is drawn from facts: those of the interview just finished, or those kept on this device. */
export function CardScreen({ session, id }: { readonly session: Session; readonly id: string | undefined }) {
  const { survey, words } = session.edition.value;
  const presentation = usePresentation(survey, words.language);
  const text = cardStrings(words.uiLanguage);
  const heading = useRef<HTMLHeadingElement>(null);
  const source = cardSource(session, id);
  const reading = source && readCard(survey, source.facts, words);
  const parts = useParts(words);
  const [lost, setLost] = useState<LossInWords>();
  const isSeen = useSeen();
  const around = isSeen && typeof parts === 'object' ? parts : undefined;
  const [erased, setErased] = useState<{ readonly erasure: Gone; readonly id: string; readonly secret: string }>();
  const [panel, setPanel] = useState<Panel>();
  const [results, setResults] = useState<Results>();
  const [outcome, setOutcome] = useState<ShareOutcome>();
  const name = reading?.kind === 'profile' ? cardTitle(reading, text, presentation) : undefined;
  const isField = source?.mode === 'field';
  useArrival(heading);
  useEffect(() => {
    // On a shared tablet the title stays in the history, where the next person finds it.
    document.title = `${(!isField && name) || text['card.title']} – ${words.of(survey.title)}`;
  }, [isField, name, text, words, survey]);

  if (erased && around)
    return (
      <div class={styles.card}>
        <around.Erased words={around.words} delivery={session.outbox.value.deliveries.get(erased.id)} {...erased} />
        <a class="secondary button" href={hrefTo({ screen: 'opening' })}>
          {text['card.leave']}
        </a>
      </div>
    );
  if (!source) {
    const why = session.knowsFinished.value ? 'unknown' : 'unread';
    return (
      <div class={styles.card} data-card={why}>
        <h1 tabIndex={-1} ref={heading}>
          {text[`card.${why}-title`]}
        </h1>
        <p>{text[`card.${why}`]}</p>
        <a class="primary button" href={hrefTo({ screen: 'opening' })}>
          {words.ui['lost.home']}
        </a>
      </div>
    );
  }
  const live = source.interview;
  const given = { session, survey, source, reading, presentation, results };
  const open = async (wanted: Panel) => {
    const became = wanted === 'share' && around ? await around.share({ ...given, words: around.words }) : 'unable';
    setOutcome(became);
    if (became === 'unable') setPanel(wanted === panel ? undefined : wanted);
  };
  const stamp = <Stamp title={words.of(survey.title)} words={words} text={text} finishedAt={source.finishedAt} />;
  const delivered = {
    shown: shownDelivery(source.delivery, live?.saver),
    delivery: source.delivery,
    lost: lost?.id === source.id ? lost : undefined,
    saver: live?.saver,
    text,
  };
  const note = session.device.keeps !== 'preview' && around && (
    <around.DeliveryNote
      {...delivered}
      isField={isField}
      waiting={around.obstacleInWords(session.outbox.value, text, performance.now())}
      onSend={() => void (live?.saver.trouble.peek() ? live.sendNow() : session.device.outbox.send())}
    />
  );
  const actions = (
    <>
      <CardActions text={text} mode={source.mode} panel={panel} onPanel={open} />
      {!isField && (
        <p class={styles.caption} role="status">
          {around && <around.CaptionPart {...given} words={around.words} outcome={outcome} />}
        </p>
      )}
      {panel && around && (
        <div class={panel === 'carry' ? styles.panel : undefined} key={panel}>
          <around.PanelPart {...given} words={around.words} panel={panel} onClose={() => setPanel(undefined)} />
        </div>
      )}
      {panel && parts === 'missing' && <Missing words={words} />}
      {note}
    </>
  );
  return (
    <div class={styles.card}>
      {session.device.keeps !== 'preview' && <DeliveryState {...delivered} />}
      {around && <around.LossPart session={session} words={around.words} id={source.id} onLost={setLost} />}
      {live && <Changed interview={live} text={text} />}
      {reading?.kind === 'profile' ? (
        <ProfileArticle
          reading={reading}
          presentation={presentation}
          words={words}
          text={text}
          heading={heading}
          actions={actions}
          answers={live?.outcome.value?.answers}
        >
          {stamp}
        </ProfileArticle>
      ) : (
        <NotComputedCard
          survey={survey}
          reading={reading}
          words={words}
          text={text}
          heading={heading}
          answers={live?.outcome.value?.answers}
          note={note}
        >
          {stamp}
        </NotComputedCard>
      )}
      {around && <around.ComparisonPart {...given} words={around.words} onResults={setResults} />}
      <section class={styles.keep} aria-labelledby="keep-title">
        <h2 id="keep-title">{text['card.keep']}</h2>
        {around && (
          <around.KeepingPart
            {...given}
            words={around.words}
            onErased={(erasure) => {
              setErased({ erasure, id: source.id, secret: source.secret });
              session.forget(source.id);
            }}
          />
        )}
        {parts === 'missing' && (
          <>
            <p>{text['card.parts-missing']}</p>
            <Missing words={words} />
          </>
        )}
        {live && live.saver.trouble.value !== 'no-code' && <Modify interview={live} text={text} />}
        {isSeen && reading?.kind === 'profile' && (
          <BelowWhy reading={reading} presentation={presentation} words={words} text={text} />
        )}
      </section>
      <footer class={styles.foot}>
        <p>
          {words.of(survey.title)} · {text['card.finished-on'](writeDay(source.finishedAt, words, 'with-year'))}
        </p>
        {!isField && (
          <a class="quiet button" href={hrefTo({ screen: 'opening' })}>
            {text['card.leave']}
          </a>
        )}
      </footer>
      {isField && (
        <div class={styles.next}>
          <a class="primary button" href={hrefTo({ screen: 'field' })}>
            {text['card.next']}
          </a>
        </div>
      )}
      {around && <around.StripPart {...given} words={around.words} />}
    </div>
  );
}
