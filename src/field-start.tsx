import { render } from 'preact';
import { languageFor } from './core/language.ts';
import { toIdleMinutes } from './core/survey/idle-minutes.ts';
import type { StartedDevice } from './device/open.ts';
import type { OpenedDevice } from './device/port/device.ts';
import { openTablet } from './device/sealed/open-tablet.ts';
import { fingerprintOf } from './sealing/fingerprint.ts';
import { isPinOf } from './sealing/pin-check.ts';
import { daySearch } from './ui/address/day-address.ts';
import type { Link } from './ui/address/link.ts';
import type { Router } from './ui/address/router.ts';
import { DayScreen } from './ui/screens/field/day-screen.tsx';
import { FieldNote, FieldRefusal, FieldWaiting, OtherDay } from './ui/screens/field/field-note.tsx';
import { Handover, type HandoverProps } from './ui/screens/field/handover.tsx';
import type { Edition } from './ui/state/editions.ts';
import type { Session } from './ui/state/session.ts';
import type { Updates } from './ui/state/updates.ts';
import { clearingRisk } from './ui/tablet/clearing-risk.ts';
import { createInstalling } from './ui/tablet/installing.ts';
import { createPinGate, endDay, keepDay, type PinAnswer, readPin } from './ui/tablet/kept-day.ts';
import { dayOfLink, isAnotherDay, type LinkDay } from './ui/tablet/link-day.ts';
import { createTabletRouter } from './ui/tablet/tablet-router.ts';
import { keepAwake } from './ui/tablet/wake-lock.ts';
import { createListeners } from './ui/tablet/watchable.ts';
import { endDayForWorker, keepDayForWorker } from './ui/tablet/worker-day.ts';
import type { DayStrings } from './ui/words/day-words.ts';
import { dayStrings } from './ui/words/day-words.ts';

/** The browser has not opened its database yet, and may. */
async function isLate({ device, opened }: StartedDevice): Promise<boolean> {
  await opened;
  return device.keeps !== 'disk' && device.keeps !== 'memory';
}

/** In place of the page that came. */
function show(screen: preact.VNode, root: HTMLElement): undefined {
  root.replaceChildren();
  render(screen, root);
}

/** The page of a shared tablet, as its parts are used by the page of anyone. */
export interface FieldStart {
  readonly device: OpenedDevice;
  readonly router: Router;
  readonly day: (session: Session, updates: Updates) => preact.VNode;
  /** Called when the page is drawn: guards the change from one person to the next. */
  readonly attend: (session: Session) => void;
}

/** `undefined` when nothing may begin: the reason is on screen. */
export async function startField(
  started: StartedDevice,
  edition: Edition,
  link: Pick<Link, 'channel'>,
  root: HTMLElement,
): Promise<FieldStart | undefined> {
  const { survey, words, file } = edition;
  const text = dayStrings(words.uiLanguage);
  // A shared tablet is trusted until the evening, and over http the browser can neither seal nor promise to keep.
  if (!isSecureContext) return show(<FieldRefusal text={text} kind="insecure" />, root);
  const tryPin = createPinGate(isPinOf);
  const brought = dayOfLink();
  const kept = daySearch();
  if (kept !== undefined && brought !== undefined && isAnotherDay(brought, kept, readPin()?.check)) {
    changeDay(root, text, { brought, kept, tryPin });
    return undefined;
  }
  if (await isLate(started)) {
    show(<FieldWaiting text={text} />, root);
    // Before that nothing is known of its keys, of its outbox, or of who was cut off.
    await started.device.moved;
    render(null, root);
  }
  // The organiser's link names the key that they mean.
  const named = new URLSearchParams(location.search).get('key') ?? undefined;
  const begun = await openTablet({ started, survey, channel: link.channel, seals: file.seals === true, named });
  if (begun.kind !== 'open') {
    const words = begun.kind === 'other-keys' ? await fingerprintOf(begun.keys) : '';
    return show(<FieldRefusal text={text} kind={begun.kind} words={words} />, root);
  }
  if (brought && kept === undefined) keepDay(brought.search, brought.check);
  const lasting = daySearch();
  if (lasting !== undefined) void keepDayForWorker(lasting, survey.id);
  const { device, tablet } = begun;
  const four = tablet.keys.length > 0 ? await fingerprintOf(tablet.keys) : undefined;
  const minutes = toIdleMinutes(new URLSearchParams(kept ?? location.search).get('idle'));
  const installing = createInstalling();
  const wake = keepAwake();
  let session: Session | undefined;
  const held = createListeners();
  const router = createTabletRouter({
    mayLeave: () => clearingRisk(session?.interview.peek()) === 'free',
    onHeld: held.call,
  });
  return {
    device,
    router,
    day: (opened, updates) => (
      <DayScreen
        session={opened}
        updates={updates}
        tablet={tablet}
        installing={installing}
        wake={wake}
        four={four}
        channel={link.channel}
        tryPin={readPin() ? tryPin : undefined}
        {...endings(survey.id)}
      />
    ),
    attend(opened) {
      session = opened;
      const note = <FieldNote session={opened} text={text} isSealed={four !== undefined} />;
      drawAround(root, note, { session: opened, quiet: minutes * 60_000, goHome: router.goHome, onHeld: held.watch });
    },
  };
}

/** How the day ends: after it, the survey is at its ordinary address. */
function endings(survey: string) {
  const ordinary = `/?s=${survey}`;
  return {
    onOver() {
      endDay();
      void endDayForWorker();
      // Loaded again, the address of the day would begin another.
      history.replaceState(history.state, '', ordinary);
    },
    onLeave() {
      endDay();
      void endDayForWorker().then(() => location.replace(ordinary));
    },
  };
}

interface OtherDayParts {
  readonly brought: LinkDay;
  /** The address of the day that lasts. */
  readonly kept: string;
  readonly tryPin: (pin: string) => Promise<PinAnswer>;
}

/** Another day's link was opened while one lasts: it takes the PIN that can end the day. */
function changeDay(root: HTMLElement, text: DayStrings, { brought, kept, tryPin }: OtherDayParts): void {
  const change = async () => {
    keepDay(brought.search, brought.check);
    // The other day's survey may be another one.
    await endDayForWorker();
    location.reload();
  };
  if (!readPin()) {
    void change();
    return;
  }
  const keep = () => location.replace(kept);
  show(<OtherDay text={text} tryPin={tryPin} onChange={() => void change()} onKeep={keep} />, root);
}

/** Draws around the page what separates two people. */
function drawAround(root: HTMLElement, note: preact.VNode, given: Omit<HandoverProps, 'onHome'>): void {
  const { session } = given;
  const [before, after] = [document.createElement('div'), document.createElement('div')];
  root.before(before);
  root.after(after);
  // The next person begins in the language of the day, whatever somebody has asked for since.
  const wanted = new URLSearchParams(daySearch() ?? location.search).get('lang') ?? '';
  const language = languageFor(session.entry.languages, [wanted, ...navigator.languages]);
  const onHome = () => {
    if (session.edition.peek().words.language !== language) void session.switchLanguage(language);
  };
  render(<Handover {...given} onHome={onHome} />, before);
  render(note, after);
  // A page that the browser kept whole shows the person who left it.
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
  // Reloaded by mistake, an interview is cut off.
  addEventListener('beforeunload', (event) => {
    if (clearingRisk(session.interview.peek()) !== 'free') event.preventDefault();
  });
}
