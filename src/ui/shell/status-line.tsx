import { useEffect } from 'preact/hooks';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { RescueFile } from '../../device/port/exported-file.ts';
import { loadCode } from '../../lazy/load-code.ts';
import { daySearch } from '../address/day-address.ts';
import { fetchFont } from '../elements/font.ts';
import { Lazy } from '../elements/lazy.tsx';
import { isSharedTablet } from '../elements/missing.tsx';
import { rescueFileName, saveFile } from '../elements/save-file.ts';
import { whenIdle } from '../elements/when-idle.ts';
import { ownOutbox } from '../screens/rescue/own-outbox.ts';
import { keepTranslated } from '../state/page-translation.ts';
import type { Session } from '../state/session.ts';
import { type Message, messageFor } from '../state/status-messages.ts';
import type { Updates } from '../state/updates.ts';
import { cardStrings } from '../words/later-words.ts';
import type { Words } from '../words/words.ts';
import { prefilledAnswers } from './prefilled-answers.ts';
import { useClosing } from './use-closing.ts';
import '../elements/parts.css';
import './status.css';

export { HeadLinks } from './head-links.tsx';
export { openingMore } from './opening-more-later.tsx';
export { SkipLink } from './skip-link.tsx';

/** A key that redraws the page if the browser had translated texts of it before this code loaded. */
export const key = keepTranslated() || undefined;

/** Leads to any question and card in the preview of a draft. */
const loadJumps = () => import('../screens/question/preview-jumps.tsx');

/** Finds what is worth saying, and says it: fetched once the first question is on screen. */
export function StatusLine({ session, updates }: { readonly session: Session; readonly updates: Updates }) {
  const { device } = session;
  const { words } = session.edition.value;
  const interview = session.interview.value;
  const route = session.router.route.value;
  const shown = route.screen === 'card' ? (route.id !== 'copy' && route.id) || interview?.outcome.value?.id : undefined;
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
    worker: { offline: updates.offline.value, update: updates.waiting.value },
    now: performance.now(),
    acts: {
      send: () => void device.outbox.send(),
      async exportOutbox() {
        const made = await device.outbox.exportFile(isSharedTablet() ? undefined : [session.entry.id]);
        if (made !== 'no-code' && made.kind === 'file' && made.file.holds.length > 0) return save(made.file);
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

interface StatusProps {
  readonly message: Message | undefined;
  readonly name: string;
  readonly mark: Words['inUi'];
}

/** The one live region: polite, always in the page, and silent while its text stays the same. */
function Status({ message, name, mark }: StatusProps) {
  return (
    <section
      {...mark}
      aria-label={name}
      class={message && !message.unseen ? 'status' : 'unseen'}
      data-message={message?.key}
      data-urgent={message?.urgent ? '' : undefined}
    >
      <p role="status">{message?.text}</p>
      {message && !message.unseen && message.actions.length > 0 && (
        <div class="do">
          {message.actions.map((action) => (
            <button type="button" key={action.label} onClick={action.act}>
              {action.label}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}

/**
 * Gives the answers that the link brings to each interview that begins on this page. They are kept and sent from the first answer of the
 * respondent on. A resumed draft keeps its own: what was cleared in it stays blank.
 */
function usePrefill({ interview: held, drafts }: Pick<Session, 'interview' | 'drafts'>, survey: Survey): void {
  const interview = held.value;
  useEffect(() => {
    if (!interview) return;
    const id = interview.id.peek();
    if (drafts.peek().some((draft) => draft.id === id)) return;
    // This code may come after the first answers: none of them is changed.
    const reached = survey.question.get(interview.current.peek())?.number ?? 0;
    for (const [item, option] of Object.entries(prefilledAnswers(survey, daySearch() ?? location.search)))
      if (interview.answers.peek()[item] === undefined && (survey.question.get(item)?.number ?? 0) >= reached)
        interview[id === undefined ? 'put' : 'give'](item, option);
  }, [interview]);
}

/**
 * The family made for reading, on the screens that one may open without having answered here: results, a friend's card, a receipt, the
 * day of a tablet. Between questions the app brings it. The system's own has the same width, so that lines break where they did.
 */
function useTypeface(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return;
    const bring = async () => {
      await whenIdle(1000);
      const putToUse = await fetchFont();
      putToUse();
    };
    void bring();
  }, [isWanted]);
}
