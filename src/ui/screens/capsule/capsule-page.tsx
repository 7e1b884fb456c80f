import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import { Lazy } from '../../elements/lazy.tsx';
import { useScreen } from '../../elements/use-screen.ts';
import { usePresentation } from '../../presentation/use-presentation.ts';
import type { ProfileReading } from '../../profile/card-reading.ts';
import { ProfileArticle } from '../../profile/profile-article.tsx';
import { BelowWhy } from '../../profile/profile-rest-later.tsx';
import { Stamp } from '../../profile/stamp.tsx';
import { loadEdition } from '../../state/editions.ts';
import type { Session } from '../../state/session.ts';
import { cardStrings } from '../../words/later-words.ts';
import { sharingWordsLoader } from '../../words/sharing-words.ts';
import type { Words } from '../../words/words.ts';
import styles from './capsule.module.css';
import { CapsuleScreen } from './capsule-screen.tsx';
import type { FindSurvey } from './open-card.ts';
import '../../elements/parts.css';

/** `#/c/<capsule>`. */
export function CapsulePage({ session, capsule }: { readonly session: Session; readonly capsule: string }) {
  const { words } = session.edition.value;
  const find = useMemo(() => finderIn(session, words), [session, words]);
  return (
    <Lazy load={sharingWordsLoader(words)} words={words} kind="screen">
      {(sharing) => (
        <CapsuleScreen
          // Drawn again once a storage that opened late may hold a card of one's own.
          key={session.keeps.value}
          words={sharing}
          capsule={capsule}
          find={find}
          ownFacts={async (survey, revision) => {
            const finished = await session.device.finished.list();
            // Without its own card the page compares nothing, as on any other device.
            if (finished.kind === 'unread') return undefined;
            return finished.value.find((one) => one.survey === survey && one.revision === revision)?.facts;
          }}
        >
          {(reading, card, around) => <CardOfLink reading={reading} survey={card.survey} words={words} {...around} />}
        </CapsuleScreen>
      )}
    </Lazy>
  );
}

interface CardOfLinkProps {
  readonly reading: ProfileReading;
  /** That the card comes from. */
  readonly survey: Survey;
  readonly words: Words;
  readonly actions?: ComponentChildren;
  readonly beside?: ComponentChildren;
}

function CardOfLink({ reading, survey, words, actions, beside }: CardOfLinkProps) {
  const heading = useScreen();
  const presentation = usePresentation(survey, words.language);
  const text = cardStrings(words.uiLanguage);
  const shown = { reading, presentation, words, text };
  return (
    <>
      <ProfileArticle {...shown} heading={heading} actions={actions} beside={beside} isBrought>
        <Stamp title={words.of(survey.title)} words={words} text={text} finishedAt={undefined} />
      </ProfileArticle>
      <div class={`screen-only ${styles.why}`}>
        <BelowWhy {...shown} />
      </div>
      <p class="aside screen-only" {...words.inSurvey}>
        {words.of(survey.title)}
      </p>
    </>
  );
}

function finderIn(session: Session, { language, uiLanguage }: Words): FindSurvey {
  return async (survey, revision) => {
    const shown = session.edition.peek().survey;
    if (shown.id === survey && shown.revision === revision) return shown;
    const loaded = await loadEdition(session.device.definitions, survey, revision, language, [uiLanguage]);
    if (loaded === 'unknown') return shown.id === survey ? 'unknown-revision' : 'unknown-survey';
    return loaded === 'unreachable' ? 'unreachable' : loaded.survey;
  };
}
