import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { hrefTo } from '../../routes.ts';
import { obstacleInWords } from '../../state/messages.ts';
import type { Session } from '../../state/session.ts';
import { cardStrings } from '../../text/card.ts';
import styles from './card.module.css';
import { cardSource } from './card-source.ts';
import { Changes } from './changes.tsx';
import { Criteria } from './criteria.tsx';
import { DeliveryState } from './delivery-state.tsx';
import { Modify } from './modify.tsx';
import { NotComputedCard } from './not-computed.tsx';
import { ProfileHead } from './profile-head.tsx';
import { readCard } from './reading.ts';
import { Why } from './why.tsx';

/** The card is drawn from facts: those of the interview just finished, or those kept on this device. */
export function CardScreen({ session, id }: { readonly session: Session; readonly id: string | undefined }) {
  const { survey, words } = session.edition.value;
  const text = cardStrings(words.language);
  const heading = useRef<HTMLHeadingElement>(null);
  const source = cardSource(session, id);
  const reading = source && readCard(survey, source.facts, words);
  const name = reading?.kind === 'profile' ? reading.profile.name : undefined;
  useLayoutEffect(() => {
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${name ?? text['card.title']} – ${words.of(survey.title)}`;
  }, [name, text, words, survey]);

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
  return (
    <div class={styles.card}>
      {reading?.kind === 'profile' ? (
        <article
          class={styles.profile}
          data-profile={reading.profile.id}
          data-composite={reading.composite ? '' : undefined}
        >
          <ProfileHead reading={reading} text={text} heading={heading} />
          <Criteria reading={reading} text={text} />
          <Why reading={reading} text={text} />
          <Changes reading={reading} text={text} />
        </article>
      ) : (
        <NotComputedCard
          survey={survey}
          reading={reading}
          words={words}
          text={text}
          heading={heading}
          open={live !== undefined}
        />
      )}
      <DeliveryState
        delivery={source.delivery}
        keeper={live?.keeper}
        words={words}
        text={text}
        waiting={obstacleInWords(session.outbox.value, text, Date.now())}
        onSend={() => void session.device.outbox.send()}
      />
      {live && <Modify interview={live} text={text} />}
      <a class={`quiet button ${styles.leave}`} href={hrefTo({ screen: 'opening' })}>
        {text['card.leave']}
      </a>
    </div>
  );
}
