import type { ComponentChildren, RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { isClosedOn } from '../../../core/survey/closing.ts';
import type { Results } from '../../../wire/results.ts';
import { hrefTo } from '../../address/routes.ts';
import { lazyScreen } from '../../elements/lazy.tsx';
import { Missing } from '../../elements/missing.tsx';
import { useScreen } from '../../elements/use-screen.ts';
import type { ShareOutcome } from '../../picture/sharing.ts';
import { usePresentation } from '../../presentation/use-presentation.ts';
import { cardTitle, readCard } from '../../profile/card-reading.ts';
import { cardSource } from '../../profile/card-source.ts';
import { ProfileArticle } from '../../profile/profile-article.tsx';
import { BelowWhy } from '../../profile/profile-rest-later.tsx';
import { Stamp } from '../../profile/stamp.tsx';
import type { ErasureOutcome } from '../../receipt/receipt.tsx';
import type { Interview } from '../../state/interview.ts';
import type { Session } from '../../state/session.ts';
import type { CardStrings } from '../../words/later-words.ts';
import { cardStrings } from '../../words/later-words.ts';
import type { Words } from '../../words/words.ts';
import { writeDay } from '../../words/writing.ts';
import '../../elements/parts.css';
import styles from './card.module.css';
import { CardActions, type Panel } from './card-actions.tsx';
import type { PartsProps } from './card-parts.tsx';
import { DeliveryState, deliveryDisplay } from './delivery-state.tsx';
import type { LossInWords } from './loss.tsx';
import { type LateParts, loadCopy, useParts } from './use-parts.ts';

export { fetchPartsAhead } from './use-parts.ts';

/** The card, and what the parts around it are drawn from. */
interface CardProps extends LateParts, Omit<PartsProps, 'words'> {
  readonly words: Words;
  readonly text: CardStrings;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

interface Erasing {
  readonly erasure: ErasureOutcome;
  readonly id: string;
  readonly secret: string;
}

interface ScreenProps {
  readonly session: Session;
  readonly id: string | undefined;
}

/** Shows a card, or the copy of the answers behind it. */
export function CardScreen({ session, id }: ScreenProps) {
  if (id !== 'copy') return <OneCard session={session} id={id} />;
  return lazyScreen(session.edition.value.words, loadCopy, ({ CopyScreen }) => (
    <CopyScreen session={session} source={cardSource(session, undefined)} />
  ));
}

/** The card is drawn from facts: those of the interview just finished, or those kept on this device. */
function OneCard({ session, id }: ScreenProps) {
  const { survey, words } = session.edition.value;
  const presentation = usePresentation(survey, words.language);
  const text = cardStrings(words.uiLanguage);
  const source = cardSource(session, id);
  const reading = source && readCard(survey, source.facts, words);
  const late = useParts(words);
  const [erased, setErased] = useState<Erasing>();
  const [results, setResults] = useState<Results>();
  const name = reading && cardTitle(reading, words.uiLanguage, presentation);
  const isField = source?.mode === 'field';
  // On a shared tablet the title stays in the history, where the next person finds it.
  const heading = useScreen(`${(!isField && name) || text['card.title']} – ${words.of(survey.title)}`);

  const { around } = late;
  if (erased && around)
    return (
      <around.Erased
        {...erased}
        words={around.words}
        delivery={session.outbox.value.deliveries.get(erased.id)}
        onAgain={isClosedOn(survey, session.today()) ? undefined : session.begin}
      />
    );
  if (source)
    return (
      <WholeCard
        {...late}
        {...{ session, survey, words, text, source, reading, presentation, results, heading }}
        onResults={setResults}
        onErased={(erasure) => {
          setErased({ erasure, id: source.id, secret: source.secret });
          session.forget(source.id);
        }}
      />
    );
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

function WholeCard(props: CardProps) {
  const { session, survey, words, text, source, reading, around } = props;
  const [lost, setLost] = useState<LossInWords>();
  const live = source.interview;
  const isField = source.mode === 'field';
  const isSent = session.device.keeps !== 'preview';
  const delivered = {
    shown: deliveryDisplay(source.delivery, live?.saver),
    delivery: source.delivery,
    lost: lost?.id === source.id ? lost : undefined,
    saver: live?.saver,
    text,
  };
  const note = isSent && !isField && around && (
    <around.DeliveryNote
      {...delivered}
      waiting={
        around.obstacleInWords(session.outbox.value, text, performance.now()) ??
        (session.keeps.value === 'disk' ? text['delivery.device-note'] : undefined)
      }
      onSend={() => void (live?.saver.trouble.peek() ? live.sendNow() : session.device.outbox.send())}
    />
  );
  const answers = live?.outcome.value?.answers;
  const stamp = <Stamp title={words.of(survey.title)} words={words} text={text} finishedAt={source.finishedAt} />;
  return (
    <div class={styles.card}>
      {isSent && <DeliveryState {...delivered} />}
      {around && <around.LossPart session={session} words={around.words} id={source.id} onLost={setLost} />}
      {live && <Changed interview={live} text={text} />}
      {reading ? (
        <ProfileArticle {...props} reading={reading} answers={answers} actions={<Actions {...props} note={note} />}>
          {stamp}
        </ProfileArticle>
      ) : (
        <article data-profile="">
          <h1 tabIndex={-1} ref={props.heading}>
            {text['card.no-typology']}
          </h1>
          {note}
          {stamp}
        </article>
      )}
      {around && <around.ComparisonPart {...props} words={around.words} />}
      <Keep {...props} />
      <footer class={`row aside screen-only ${styles.foot}`}>
        <p>{text['card.finished-on'](writeDay(source.finishedAt, words, 'with-year'))}</p>
        {!isField && (
          <a class="quiet flush target button" href={hrefTo({ screen: 'opening' })}>
            {text['card.leave']}
          </a>
        )}
      </footer>
      {isField && (
        <div class="thumb-bar">
          <a class="primary button" href={hrefTo({ screen: 'field' })}>
            {text['card.next']}
          </a>
        </div>
      )}
      {around && <around.StripPart {...props} words={around.words} />}
    </div>
  );
}

interface ActionsProps extends CardProps {
  /** The note about its delivery. */
  readonly note: ComponentChildren;
}

/** Shows the buttons of a card, and the panels that they open. */
function Actions(props: ActionsProps) {
  const { words, text, source, around } = props;
  const [panel, setPanel] = useState<Panel>();
  const [outcome, setOutcome] = useState<ShareOutcome>();
  const open = async (wanted: Panel) => {
    const became = wanted === 'share' && around ? await around.share({ ...props, words: around.words }) : 'unable';
    setOutcome(became);
    if (became === 'unable') setPanel(wanted === panel ? undefined : wanted);
  };
  return (
    <>
      <CardActions text={text} mode={source.mode} panel={panel} onPanel={open} />
      {source.mode !== 'field' && (
        <p class={`aside screen-only ${styles.caption}`} role="status">
          {around && <around.CaptionPart {...props} words={around.words} outcome={outcome} />}
        </p>
      )}
      {panel && around && (
        <div class={panel === 'carry' ? 'box screen-only' : undefined} key={panel}>
          <around.PanelPart {...props} words={around.words} panel={panel} onClose={() => setPanel(undefined)} />
        </div>
      )}
      {panel && props.isMissing && <Missing words={words} />}
      {props.note}
    </>
  );
}

function Keep(props: CardProps) {
  const { words, text, source, reading, around } = props;
  const live = source.interview;
  const isOpen = source.mode === 'field' || props.isMissing || !reading || matchMedia('(min-width: 51.25rem)').matches;
  return (
    <section class={`screen-only ${styles.keep}`} aria-labelledby="keep-title">
      {props.isSeen && reading && <BelowWhy {...props} reading={reading} />}
      <details class="fold" open={isOpen}>
        <summary>
          <h2 id="keep-title">{text['card.keep']}</h2>
        </summary>
        {around && <around.KeepingPart {...props} words={around.words} />}
        {props.isMissing && (
          <>
            <p>{text['card.parts-missing']}</p>
            <Missing words={words} />
          </>
        )}
        {live && live.saver.trouble.value !== 'no-code' && <Modify interview={live} text={text} />}
      </details>
    </section>
  );
}

interface ModifyProps {
  readonly interview: Interview;
  readonly text: CardStrings;
}

/** Until leaving, the answers may be changed: finishing again replaces what was sent. */
function Modify({ interview, text }: ModifyProps) {
  if (interview.changedSince.value) return null;
  return (
    <div class="fold-row">
      <a href={hrefTo({ screen: 'check' })}>
        {text['card.modify']}
        <span>{text['card.modify-note']}</span>
      </a>
    </div>
  );
}

/** Above all else: what was changed and not sent. */
function Changed({ interview, text }: ModifyProps) {
  if (!interview.changedSince.value) return null;
  return (
    <section class="stack caution screen-only">
      <p>{text['card.changed']}</p>
      <a class="primary button" href={hrefTo({ screen: 'check' })}>
        {text['card.confirm']}
      </a>
    </section>
  );
}
