import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { ProfileArticle } from '../screens/card/profile-article.tsx';
import { loadEdition } from '../state/editions.ts';
import type { Session } from '../state/session.ts';
import { cardStrings } from '../text/card.ts';
import { useSharingWords } from '../text/use-sharing-words.ts';
import { CapsuleScreen } from './capsule-screen.tsx';
import type { FindSurvey } from './open-card.ts';

/** `#/c/<capsule>`. */
export function CapsulePage({ session, capsule }: { readonly session: Session; readonly capsule: string }) {
  const { words } = session.edition.value;
  const sharing = useSharingWords(words);
  const find = useMemo(() => finderIn(session, words.language), [session, words.language]);
  if (!sharing) return <p class="loading">{words.ui['app.loading']}</p>;
  return (
    <CapsuleScreen
      words={sharing}
      capsule={capsule}
      find={find}
      ownFacts={async (survey, revision) => {
        const finished = await session.device.finished.list();
        return finished.find((one) => one.survey === survey && one.revision === revision)?.facts;
      }}
    >
      {(reading) => <Brought reading={reading} language={words.language} />}
    </CapsuleScreen>
  );
}

type BroughtProps = Pick<Parameters<typeof ProfileArticle>[0], 'reading'> & { readonly language: string };

function Brought({ reading, language }: BroughtProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return <ProfileArticle reading={reading} text={cardStrings(language)} heading={heading} />;
}

function finderIn(session: Session, language: string): FindSurvey {
  return async (survey, revision) => {
    const shown = session.edition.peek().survey;
    if (shown.id === survey && shown.revision === revision) return shown;
    const loaded = await loadEdition(Promise.resolve(session.device.definitions), survey, revision, language);
    if (loaded === 'unknown') return shown.id === survey ? 'unknown-revision' : 'unknown-survey';
    return loaded === 'unreachable' ? 'unreachable' : loaded.survey;
  };
}
