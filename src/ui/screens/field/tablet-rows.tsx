import { useEffect, useState } from 'preact/hooks';
import type { Tablet } from '../../../device/port/tablet.ts';
import { useAsync } from '../../elements/use-async.ts';
import type { Installing } from '../../tablet/installing.ts';
import type { Awake } from '../../tablet/wake-lock.ts';
import type { Watchable } from '../../tablet/watchable.ts';
import type { DayStrings } from '../../words/fr/day.ts';
import type { Words } from '../../words/words.ts';
import { DayRow } from './day-row.tsx';

/** Under this much a day of interviews may fill the tablet, in bytes. */
const SHORT_OF_SPACE = 200 * 1024 ** 2;

interface PersistenceProps {
  readonly tablet: Tablet;
  readonly text: DayStrings;
}

/** Whether the browser may clear what waits, and what can be done about it. */
export function PersistenceRow({ tablet, text }: PersistenceProps) {
  const wasGranted = useAsync(() => tablet.isPersistent(), [tablet]);
  const [answer, setAnswer] = useState<boolean>();
  if (wasGranted === undefined) return null;
  if (answer ?? wasGranted)
    return (
      <DayRow name="persistence" state="good" title={text['day.persistent']} detail={text['day.persistent-note']} />
    );
  const ask = async () => setAnswer(await tablet.askForPersistence());
  return (
    <DayRow
      name="persistence"
      // Before it was asked for there is nothing to be done: many browsers grant it by themselves, after some responses.
      state={answer === undefined ? 'plain' : 'caution'}
      title={text['day.not-persistent']}
      detail={text['day.not-persistent-note']}
      act={[text['day.persist'], ask]}
    >
      <p role="status">{answer === undefined ? '' : text['day.persist-refused']}</p>
    </DayRow>
  );
}

/** Shows the free storage that the browser reports. `news` changes when something was written or sent. */
export function StorageQuotaRow({
  words,
  text,
  news,
}: {
  readonly words: Words;
  readonly text: DayStrings;
  readonly news: number | undefined;
}) {
  // Asked again when something was written.
  const { quota, usage } = useAsync(() => navigator.storage?.estimate?.(), [news]) ?? {};
  if (quota === undefined || usage === undefined) return null;
  const left = Math.max(0, quota - usage);
  const isLittle = left < SHORT_OF_SPACE;
  return (
    <DayRow
      name="place"
      state={isLittle ? 'caution' : 'good'}
      title={text['day.place'](spaceIn(left, words, text))}
      detail={text[isLittle ? 'day.place-little' : 'day.place-enough']}
    />
  );
}

function spaceIn(bytes: number, words: Words, text: DayStrings): string {
  const giga = bytes / 1024 ** 3;
  return giga >= 1
    ? text['day.bytes'](words.number(Math.floor(giga * 10) / 10), 'giga')
    : text['day.bytes'](words.number(Math.floor(bytes / 1024 ** 2)), 'mega');
}

export function AwakeRow({ wake, text }: { readonly wake: Watchable<Awake>; readonly text: DayStrings }) {
  const [awake, setAwake] = useState(wake.state());
  useEffect(() => wake.watch(() => setAwake(wake.state())), [wake]);
  return (
    <DayRow
      name="awake"
      state={awake === 'held' ? 'good' : 'caution'}
      title={text[`day.awake-${awake}`]}
      detail={text[`day.awake-${awake}-note`]}
    />
  );
}

export function InstallRow({ installing, text }: { readonly installing: Installing; readonly text: DayStrings }) {
  const [state, setState] = useState(installing.state());
  useEffect(() => installing.watch(() => setState(installing.state())), [installing]);
  if (state === 'installed')
    return <DayRow name="install" state="good" title={text['day.installed']} detail={text['day.installed-note']} />;
  return (
    <DayRow
      name="install"
      state="caution"
      title={text['day.not-installed']}
      detail={`${text['day.not-installed-note']}${state === 'by-hand' ? ` ${text['day.install-by-hand']}` : ''}`}
      act={state === 'offered' && [text['day.install'], installing.ask]}
    />
  );
}
