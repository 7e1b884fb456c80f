import { useEffect, useState } from 'preact/hooks';
import { useCode } from '../elements/use-code.ts';
import { whenIdle } from '../elements/when-idle.ts';
import type { Session } from '../state/session.ts';

const loadMore = () => import('../screens/opening/opening-more.tsx');

interface PartProps {
  readonly session: Session;
  readonly part: 'Five' | 'Deck' | 'Rows' | 'Closed';
}

function Part({ session, part }: PartProps) {
  const code = useCode(loadMore);
  if (typeof code !== 'object') return null;
  const Drawn = code[part];
  return <Drawn session={session} />;
}

/** Nothing that one waits for: fetched once the page is idle. */
function IdlePart(given: PartProps) {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    let wanted = true;
    void whenIdle(2000).then(() => wanted && setIdle(true));
    return () => {
      wanted = false;
    };
  }, []);
  return isIdle ? <Part {...given} /> : null;
}

/** What the opening of a phone of one's own shows later. */
export function openingMore(session: Session) {
  return {
    five: <IdlePart session={session} part="Five" />,
    rows: (
      <>
        <IdlePart session={session} part="Rows" />
        <IdlePart session={session} part="Deck" />
      </>
    ),
    closed: <Part session={session} part="Closed" />,
  };
}
