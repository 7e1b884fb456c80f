import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { FactValues } from '../../../core/typology/facts.ts';
import { hrefTo } from '../../address/routes.ts';
import { useAsync } from '../../elements/use-async.ts';
import { type ProfileReading, readCard } from '../../profile/card-reading.ts';
import type { SharingWords } from '../../words/sharing-words.ts';
import { DeadEnd, otherWays } from '../dead-end/dead-end.tsx';
import styles from './capsule.module.css';
import { CompareCards } from './compare-cards.tsx';
import { type FindSurvey, type NoCard, type OpenedCard, openCard } from './open-card.ts';

interface Around {
  /** The buttons, placed where one's own card has its buttons. */
  readonly actions?: ComponentChildren;
  /** One's own card next to it. */
  readonly beside?: ComponentChildren;
}

export interface CapsuleScreenProps {
  readonly words: SharingWords;
  readonly capsule: string;
  readonly find: FindSurvey;
  /** The facts of one's own latest card of this survey and revision, on this device. */
  readonly ownFacts: (survey: string, revision: number) => Promise<FactValues | undefined>;
  readonly children: (reading: ProfileReading, card: OpenedCard, around: Around) => ComponentChildren;
}

/** Shows the card of a link, recomputed from its facts, next to one's own if there is one. */
export function CapsuleScreen({ words, capsule, find, ownFacts, children }: CapsuleScreenProps) {
  const [attempt, setAttempt] = useState(0);
  const theirs = useMemo(() => ({ ...words, isBrought: true }), [words]);
  const open = async () => {
    const card = await openCard(capsule, find);
    return card.kind === 'none' ? card.why : { card, own: await ownFacts(card.survey.id, card.survey.revision) };
  };
  const opened = useAsync(open, [capsule, attempt]);

  if (opened === undefined) return <p class="aside">{words.ui['app.loading']}</p>;
  if (typeof opened === 'string')
    return <NoCardHere words={words} why={opened} onRetry={() => setAttempt(attempt + 1)} />;
  const { card, own } = opened;
  const brought = readCard(card.survey, card.facts, theirs);
  if (brought?.kind !== 'profile') throw new Error('an opened card has a profile');
  const mine = own && readCard(card.survey, own, words);
  return (
    <div class={`stack start ${styles.screen}`} data-capsule="card">
      <p class={styles.origin}>
        {words.sharing['capsule.not-yours']}
        {/* Its link holds no answers: anybody could have written it. */}
        {brought.criteria.length === 0 && ` ${words.sharing['capsule.unproven']}`}
      </p>
      {mine?.kind === 'profile'
        ? children(brought, card, { beside: <CompareCards words={words} brought={brought} own={mine} /> })
        : children(brought, card, {
            actions: (
              <a class="primary button screen-only" href={hrefTo({ screen: 'opening' })}>
                {words.sharing['capsule.survey']}
              </a>
            ),
          })}
    </div>
  );
}

interface NoCardProps {
  readonly words: SharingWords;
  readonly why: NoCard;
  readonly onRetry: () => void;
}

function NoCardHere({ words, why, onRetry }: NoCardProps) {
  const text = words.sharing;
  return (
    <div data-capsule={why}>
      <DeadEnd words={words} sign="card" title={text['capsule.no-card']} ways={otherWays(words)}>
        <p>{text[`capsule.${why}`]}</p>
        <a class="primary button" href={hrefTo({ screen: 'opening' })}>
          {text['capsule.survey']}
        </a>
        {why === 'unreachable' ? (
          <button type="button" class="secondary" onClick={onRetry}>
            {text['capsule.retry']}
          </button>
        ) : null}
      </DeadEnd>
    </div>
  );
}
