import { useEffect } from 'preact/hooks';
import type { RescueFile } from '../../device/port/exported-file.ts';
import { loadCode } from '../../late/load-code.ts';
import { Lazy } from '../elements/lazy.tsx';
import { isSharedTablet } from '../elements/missing.tsx';
import { rescueFileName, saveFile } from '../elements/save-file.ts';
import { whenIdle } from '../elements/when-idle.ts';
import { ownOutbox } from '../screens/rescue/own-outbox.ts';
import type { Session } from '../state/session.ts';
import { messageFor } from '../state/status-messages.ts';
import type { Updates } from '../state/updates.ts';
import { cardStrings } from '../words/later-words.ts';
import { Status } from './status.tsx';
import { useClosing } from './use-closing.ts';
import { usePrefill } from './use-prefill.ts';
import { useTypeface } from './use-typeface.ts';

export { HeadLinks } from './languages.tsx';
export { openingMore } from './opening-more-later.tsx';

/** Leads to any question and card in the preview of a draft. */
const loadJumps = () => import('../screens/question/preview-jumps.tsx');

/** Finds what is worth saying, and says it: fetched once the first question is on screen. */
export function StatusLine({ session, updates }: { readonly session: Session; readonly updates: Updates }) {
  const { device } = session;
  const { words } = session.edition.value;
  const interview = session.interview.value;
  const route = session.router.route.value;
  const shown = route.screen === 'card' ? (route.id ?? interview?.outcome.value?.id) : undefined;
  const save = (file: RescueFile | undefined) => file && saveFile(file.content, rescueFileName(file, words.uiLanguage));
  const text = cardStrings(words.uiLanguage);
  const closing = useClosing(session);
  usePrefill(session, session.edition.value.survey);
  useTypeface(route.screen !== 'opening' && route.screen !== 'question');
  useEffect(() => {
    if (!('standalone' in navigator)) return;
    const prepare = async () => {
      await whenIdle(3000);
      await (await loadCode(() => import('./ios-home-screen.ts')))?.prepareHomeScreen();
    };
    void prepare();
  }, []);
  const lacking = session.lacksLanguage.value;
  const message = messageFor({
    words,
    text,
    keeps: session.keeps.value,
    isShared: isSharedTablet(),
    lacksLanguage: lacking !== undefined,
    interview,
    ...closing,
    outbox: ownOutbox(session.outbox.value, session.entry.id),
    screen: route.screen,
    response: shown ?? (route.screen === 'card' ? session.finished.value[0]?.id : undefined),
    worker: { ready: updates.ready.value, update: updates.waiting.value },
    now: performance.now(),
    acts: {
      send: () => void device.outbox.send(),
      async exportOutbox() {
        const made = await device.outbox.exportFile();
        if (made !== 'no-code' && made.kind === 'file') return save(made.file);
        // Its screen says why there is none, and offers it again.
        session.router.go({ screen: 'rescue' });
      },
      sendUnstored: () => void interview?.sendNow(),
      exportUnstored: () => void interview?.rescueFile().then(save),
      askLanguage: () => lacking && void session.switchLanguage(lacking),
      install: updates.install,
      leave: () => session.router.go({ screen: 'opening' }),
      reload() {
        if (route.screen === 'card') session.router.go({ screen: 'check' }, 'replace');
        location.reload();
      },
    },
  });
  return (
    <>
      <Status message={message} name={text['status.title']} mark={words.inUi} />
      {session.keeps.value === 'preview' && (
        <Lazy load={loadJumps} words={words} kind="extra">
          {({ PreviewJumps }) => <PreviewJumps session={session} />}
        </Lazy>
      )}
    </>
  );
}
