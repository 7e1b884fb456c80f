import { useEffect, useRef, useState } from 'preact/hooks';
import { hrefTo } from '../../address/routes.ts';
import { useSeen } from '../../elements/late-drawing.ts';
import { Missing } from '../../elements/missing.tsx';
import { useArrival } from '../../elements/use-arrival.ts';
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
import { DeliveryState } from './delivery-state.tsx';
import type { LossInWords } from './loss.tsx';
import { Changed, Modify } from './modify.tsx';
import { NotComputedCard } from './not-computed.tsx';
import { useParts } from './use-parts.ts';

export { fetchPartsAhead } from './use-parts.ts';

/** The card is drawn from facts: those of the interview just finished, or those kept on this device. */
export function CardScreen({ session, id }: { readonly session: Session; readonly id: string | undefined }) {
  const { survey, words } = session.edition.value;
  usePresentation(survey, words.language);
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
  const name = reading?.kind === 'profile' ? cardTitle(reading, text) : undefined;
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
  const given = { survey, source, reading };
  const stamp = <Stamp title={words.of(survey.title)} words={words} text={text} finishedAt={source.finishedAt} />;
  const actions = (
    <>
      <CardActions
        text={text}
        mode={source.mode}
        panel={panel}
        onPanel={(wanted) => setPanel(wanted === panel ? undefined : wanted)}
      />
      {panel && around && (
        <div class={styles.panel} key={panel}>
          <around.PanelPart session={session} {...given} words={around.words} panel={panel} />
        </div>
      )}
      {panel && parts === 'missing' && <Missing words={words} />}
    </>
  );
  return (
    <div class={styles.card}>
      {session.device.keeps !== 'preview' && (
        <DeliveryState
          delivery={source.delivery}
          lost={lost?.id === source.id ? lost : undefined}
          saver={live?.saver}
          text={text}
          isField={isField}
          waiting={around?.obstacleInWords(session.outbox.value, text, performance.now())}
          onSend={() => void (live?.saver.trouble.peek() ? live.sendNow() : session.device.outbox.send())}
        />
      )}
      {around && <around.LossPart session={session} words={around.words} id={source.id} onLost={setLost} />}
      {live && <Changed interview={live} text={text} />}
      {reading?.kind === 'profile' ? (
        <ProfileArticle reading={reading} words={words} text={text} heading={heading} actions={actions}>
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
        >
          {stamp}
        </NotComputedCard>
      )}
      {around && <around.ComparisonPart session={session} {...given} words={around.words} />}
      <section class={styles.keep} aria-labelledby="keep-title">
        <h2 id="keep-title">{text['card.keep']}</h2>
        {around && (
          <around.KeepingPart
            session={session}
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
        {isSeen && reading?.kind === 'profile' && <BelowWhy reading={reading} words={words} text={text} />}
      </section>
      <footer class={styles.foot}>
        <p>
          {words.of(survey.title)}. {text['card.finished-on'](writeDay(source.finishedAt, words, 'with-year'))}.
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
