import { useEffect, useRef, useState } from 'preact/hooks';
import { hrefTo } from '../../address/routes.ts';
import { useArrival } from '../../elements/arrive.ts';
import { Missing } from '../../elements/missing.tsx';
import { usePresentation } from '../../presentation/use-presentation.ts';
import { cardSource } from '../../profile/card-source.ts';
import { ProfileArticle } from '../../profile/profile-article.tsx';
import { readCard } from '../../profile/reading.ts';
import { Stamp } from '../../profile/stamp.tsx';
import type { Gone } from '../../receipt/erased.tsx';
import { obstacleInWords } from '../../state/messages.ts';
import type { Session } from '../../state/session.ts';
import { cardStrings } from '../../words/later-words.ts';
import styles from './card.module.css';
import { DeliveryState } from './delivery-state.tsx';
import { Modify } from './modify.tsx';
import { NotComputedCard } from './not-computed.tsx';
import { useParts } from './use-parts.ts';

export { fetchPartsAhead } from './use-parts.ts';

/** The card is drawn from facts: those of the interview just finished, or those kept on this device. */
export function CardScreen({ session, id }: { readonly session: Session; readonly id: string | undefined }) {
  const { survey, words } = session.edition.value;
  usePresentation(survey, words.language);
  const text = cardStrings(words.language);
  const heading = useRef<HTMLHeadingElement>(null);
  const source = cardSource(session, id);
  const reading = source && readCard(survey, source.facts, words);
  const parts = useParts(words);
  const around = typeof parts === 'object' ? parts : undefined;
  const [erased, setErased] = useState<{ readonly erasure: Gone; readonly id: string; readonly secret: string }>();
  const name = reading?.kind === 'profile' ? reading.profile.name : undefined;
  useArrival(heading);
  useEffect(() => {
    document.title = `${name ?? text['card.title']} – ${words.of(survey.title)}`;
  }, [name, text, words, survey]);

  if (erased && around)
    return (
      <div class={styles.card}>
        <around.Erased words={around.words} {...erased} delivery={session.outbox.value.deliveries.get(erased.id)} />
        <a class="secondary button" href={hrefTo({ screen: 'opening' })}>
          {text['card.leave']}
        </a>
      </div>
    );
  if (!source) {
    return (
      <div class={styles.card}>
        <h1 tabIndex={-1} ref={heading}>
          {text['card.unknown-title']}
        </h1>
        <p>{text['card.unknown']}</p>
        <a class="primary button" href={hrefTo({ screen: 'opening' })}>
          {words.ui['lost.home']}
        </a>
      </div>
    );
  }
  const live = source.interview;
  const given = { survey, source, reading };
  const stamp = <Stamp title={words.of(survey.title)} words={words} text={text} finishedAt={source.finishedAt} />;
  return (
    <div class={styles.card}>
      {reading?.kind === 'profile' ? (
        <ProfileArticle reading={reading} text={text} heading={heading}>
          {stamp}
        </ProfileArticle>
      ) : (
        <NotComputedCard
          survey={survey}
          reading={reading}
          words={words}
          text={text}
          heading={heading}
          open={live !== undefined}
        >
          {stamp}
        </NotComputedCard>
      )}
      {around && <around.ComparisonPart session={session} {...given} words={around.words} />}
      <DeliveryState
        delivery={source.delivery}
        saver={live?.saver}
        words={words}
        text={text}
        waiting={obstacleInWords(session.outbox.value, text, performance.now())}
        onSend={() => void (live?.saver.trouble.peek() ? live.sendNow() : session.device.outbox.send())}
      />
      {live && live.saver.trouble.value !== 'no-code' && <Modify interview={live} text={text} />}
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
      <a class={`quiet button ${styles.leave}`} href={hrefTo({ screen: 'opening' })}>
        {text['card.leave']}
      </a>
    </div>
  );
}
