import { useEffect, useState } from 'preact/hooks';
import type { Tablet } from '../../../device/port/tablet.ts';
import { useAsync } from '../../elements/use-async.ts';
import type { Installing } from '../../tablet/installing.ts';
import type { Watchable } from '../../tablet/watchable.ts';
import type { DayStrings } from '../../words/day-words.ts';
import type { Words } from '../../words/words.ts';
import { DayRow } from './day-row.tsx';

/** Under this much a day of interviews may fill the tablet, in bytes. */
const SHORT_OF_SPACE = 200 * 1024 ** 2;

/** The browser's storage: the free space that it reports, and whether it has promised to clear nothing. Read again with each `news`. */
export function useRoom(tablet: Tablet, news: number | undefined) {
  const wasGranted = useAsync(() => tablet.isPersistent(), [tablet, news]) ?? false;
  const [answer, setAnswer] = useState<boolean>();
  const { quota, usage } = useAsync(() => navigator.storage?.estimate?.(), [news]) ?? {};
  const left = quota === undefined || usage === undefined ? undefined : Math.max(0, quota - usage);
  return {
    left,
    isLittle: left !== undefined && left < SHORT_OF_SPACE,
    isPersistent: answer ?? wasGranted,
    isAsked: answer !== undefined,
    ask: async () => setAnswer(await tablet.askForPersistence()),
  };
}

interface RoomProps {
  readonly room: ReturnType<typeof useRoom>;
  readonly words: Words;
  readonly text: DayStrings;
}

export function RoomRow({ room: { left, isLittle, isPersistent, isAsked, ask }, words, text }: RoomProps) {
  return (
    <DayRow
      name="place"
      state={isLittle ? 'caution' : isPersistent ? 'good' : 'plain'}
      title={text['day.place'](left === undefined ? '?' : spaceIn(left, words))}
      act={!isPersistent && !isAsked && [text['day.persist'], ask]}
    />
  );
}

function spaceIn(bytes: number, { uiLanguage }: Words): string {
  const [unit, size] = bytes < 1024 ** 3 ? (['megabyte', 1024 ** 2] as const) : (['gigabyte', 1024 ** 3] as const);
  return new Intl.NumberFormat(uiLanguage, { style: 'unit', unit, maximumFractionDigits: 0 }).format(bytes / size);
}

/** The state, and each later one. */
export function useWatched<State>(watchable: Watchable<State>): State {
  const [state, setState] = useState(watchable.state());
  useEffect(() => watchable.watch(() => setState(watchable.state())), [watchable]);
  return state;
}

export function AwakeRow({ wake, text }: { readonly wake: Watchable<boolean>; readonly text: DayStrings }) {
  if (useWatched(wake)) return <DayRow name="awake" state="good" title={text['day.awake-held']} />;
  return <DayRow name="awake" state="plain" title={text['day.awake-not']} detail={text['day.awake-not-note']} />;
}

export function InstallRow({ installing, text }: { readonly installing: Installing; readonly text: DayStrings }) {
  const state = useWatched(installing);
  if (state === 'installed') return null;
  return (
    <DayRow
      name="install"
      state="plain"
      title={text['day.not-installed']}
      detail={state === 'by-hand' ? text['day.install-by-hand'] : undefined}
      act={state === 'offered' && [text['day.install'], installing.ask]}
    />
  );
}
