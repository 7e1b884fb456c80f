import { useMemo, useState } from 'preact/hooks';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import type { FactValues } from '../../../core/survey/typology-schema.ts';
import { factsOfCapsule, openCapsule } from '../../../wire/capsule.ts';
import { hrefTo } from '../../address/routes.ts';
import { Button } from '../../elements/button.tsx';
import { useAsync } from '../../elements/use-async.ts';
import { useScreen } from '../../elements/use-screen.ts';
import { usePresentation } from '../../presentation/use-presentation.ts';
import { cardTitle, type ProfileReading, readCard } from '../../profile/card-reading.ts';
import { ProfileArticle } from '../../profile/profile-article.tsx';
import { BelowWhy } from '../../profile/profile-rest-later.tsx';
import { Stamp } from '../../profile/stamp.tsx';
import { loadEdition } from '../../state/editions.ts';
import type { Session } from '../../state/session.ts';
import { cardStrings } from '../../words/later-words.ts';
import { type SharingWords, sharingWords } from '../../words/sharing-words.ts';
import type { Words } from '../../words/words.ts';
import { DeadEnd, otherWays } from '../dead-end/dead-end.tsx';
import styles from './capsule.module.css';
import { CompareCards } from './compare-cards.tsx';
import '../../elements/parts.css';

/** `#/c/<capsule>`. */
export function CapsulePage({ session, capsule }: { readonly session: Session; readonly capsule: string }) {
  const { words } = session.edition.value;
  return (
    // Drawn again once a storage that opened late may hold a card of one's own.
    <CapsuleScreen key={session.keeps.value} session={session} words={sharingWords(words)} capsule={capsule} />
  );
}

interface CapsuleScreenProps {
  readonly session: Session;
  readonly words: SharingWords;
  readonly capsule: string;
}

/** Shows the card of a link, recomputed from its facts, next to one's own if there is one. */
function CapsuleScreen({ session, words, capsule }: CapsuleScreenProps) {
  const [attempt, setAttempt] = useState(0);
  const theirs = useMemo(() => ({ ...words, isBrought: true }), [words]);
  const open = async () => {
    const card = await openCard(capsule, finderIn(session, words));
    return typeof card === 'string' ? card : { ...card, ownFacts: await ownFactsOf(card.survey, session) };
  };
  const opened = useAsync(open, [capsule, attempt]);
  if (opened === undefined) return <p class="aside">{words.ui['app.loading']}</p>;
  if (typeof opened === 'string')
    return <NoCardHere words={words} why={opened} onRetry={() => setAttempt(attempt + 1)} />;
  const { survey, facts, ownFacts } = opened;
  const reading = readCard(survey, facts, theirs);
  if (!reading) throw new Error('an opened card has profiles');
  const own = ownFacts && readCard(survey, ownFacts, theirs);
  return (
    <div class={`stack start ${styles.screen}`} data-capsule="card">
      <p class={styles.origin}>
        {words.sharing['capsule.not-yours']}
        {/* Its link holds no answers: anybody could have written it. */}
        {reading.criteria.length === 0 && ` ${words.sharing['capsule.unproven']}`}
      </p>
      <CardOfLink reading={reading} own={own} words={words} />
    </div>
  );
}

interface CardOfLinkProps {
  readonly reading: ProfileReading;
  readonly own: ProfileReading | undefined;
  readonly words: SharingWords;
}

function CardOfLink({ reading, own, words }: CardOfLinkProps) {
  const { survey } = reading;
  const presentation = usePresentation(survey, words.language);
  const text = cardStrings(words.uiLanguage);
  const title = words.of(survey.title);
  const heading = useScreen(`${cardTitle(reading, words.uiLanguage, presentation)} – ${title}`);
  const shown = { reading, presentation, words, text };
  return (
    <>
      <ProfileArticle
        {...shown}
        heading={heading}
        actions={
          own ? undefined : (
            <a class="primary button screen-only" href={hrefTo({ screen: 'opening' })}>
              {words.sharing['capsule.survey']}
            </a>
          )
        }
        beside={own && <CompareCards words={words} brought={reading} own={own} />}
        isBrought
      >
        <Stamp title={title} words={words} text={text} finishedAt={undefined} />
      </ProfileArticle>
      <div class={`screen-only ${styles.why}`}>
        <BelowWhy {...shown} />
      </div>
      <p class="aside screen-only" {...words.inSurvey}>
        {title}
      </p>
    </>
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
        {why === 'unreachable' ? <Button label={words.ui['status.retry']} onClick={onRetry} /> : null}
      </DeadEnd>
    </div>
  );
}

function finderIn(session: Session, { language, uiLanguage }: Words): FindSurvey {
  return async (survey, revision) => {
    const shown = session.edition.peek().survey;
    if (shown.id === survey && shown.revision === revision) return shown;
    const entry = { id: survey, interface: uiLanguage, languages: [] };
    const loaded = await loadEdition(session.device.definitions, entry, revision, language);
    if (loaded === 'unknown') return shown.id === survey ? 'unknown-revision' : 'unknown-survey';
    return loaded === 'unreachable' ? 'unreachable' : loaded.survey;
  };
}

/** The facts of the latest card of this survey and revision on this device. Where they cannot be read, the page compares nothing. */
async function ownFactsOf({ id, revision }: Survey, { device }: Session): Promise<FactValues | undefined> {
  const finished = await device.finished.list();
  if (finished.kind === 'unread') return undefined;
  return finished.value.find((one) => one.survey === id && one.revision === revision)?.facts;
}

/** Why a capsule gives no card. Each is a calm explanation, never a wrong card. */
type NoCard = 'broken' | 'later-version' | 'unknown-survey' | 'unknown-revision' | 'unreachable';

interface OpenedCard {
  readonly survey: Survey;
  readonly facts: FactValues;
}

/** Finds a survey as it was at that revision: on the device, else on the network. */
type FindSurvey = (
  survey: string,
  revision: number,
) => Promise<Survey | 'unknown-survey' | 'unknown-revision' | 'unreachable'>;

export async function openCard(text: string, find: FindSurvey): Promise<OpenedCard | NoCard> {
  const capsule = openCapsule(text);
  if (typeof capsule === 'string') return capsule;
  const survey = await find(capsule.survey, capsule.revision);
  if (typeof survey === 'string') return survey;
  const facts = factsOfCapsule(survey, capsule);
  return facts ? { survey, facts } : 'broken';
}
