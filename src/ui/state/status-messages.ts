import type { Keeping, OutboxStatus } from '../../device/port/device.ts';
import type { UpdateStatus } from '../../device/port/release-worker.ts';
import type { Route } from '../address/routes.ts';
import type { CardStrings } from '../words/later-words.ts';
import { previewStrings } from '../words/preview-words.ts';
import type { Words } from '../words/words.ts';
import type { Interview } from './interview.ts';
import type { Saver } from './saver.ts';

/** A message of the status line, with its buttons. */
export interface Message {
  readonly key: string;
  readonly text: string;
  readonly urgent?: boolean;
  /** Heard, but not seen: the screen already shows it in its own place. */
  readonly unseen?: boolean;
  readonly actions: readonly { readonly label: string; readonly act: () => void }[];
}

type InterviewState = Pick<Interview, 'id' | 'held' | 'outcome' | 'lacksCode' | 'take' | 'retry'> & {
  readonly saver: Pick<Saver, 'trouble'>;
};

export interface Situation {
  readonly words: Words;
  readonly text: CardStrings;
  readonly keeps: Keeping;
  /** A shared tablet, whose interview a reload would end. */
  readonly isShared: boolean;
  /** The language asked for could not be fetched. */
  readonly lacksLanguage: boolean;
  readonly interview: InterviewState | undefined;
  /** The survey opens on a later day by the endpoint's clock, and this is no trial. */
  readonly isTooEarly: boolean;
  /** The survey was closed before the interview was begun. */
  readonly isTooLate: boolean;
  /** The interview was begun by the link of a trial that still lasts. */
  readonly isTrial: boolean;
  readonly outbox: OutboxStatus;
  readonly worker: { readonly offline: UpdateStatus['offline']; readonly update: boolean };
  readonly screen: Route['screen'];
  /** The response whose card is on screen. */
  readonly response: string | undefined;
  /** A time of `performance.now()`. */
  readonly now: number;
  readonly acts: {
    readonly send: () => void;
    readonly exportOutbox: () => void;
    /** Both from memory, when the device has no room. */
    readonly sendUnstored: () => void;
    readonly exportUnstored: () => void;
    /** Asks again for the language that could not be fetched. */
    readonly askLanguage: () => void;
    readonly install: () => void;
    /** To the opening. */
    readonly leave: () => void;
    /** Loads the page again, where the interview can be finished. */
    readonly reload: () => void;
  };
}

function urgent(key: string, text: string, ...actions: Message['actions']): Message {
  return { key, text, urgent: true, actions };
}

/** The one message that matters most: what may lose answers first, then what keeps them from leaving, then good news. */
export function messageFor(at: Situation): Message | undefined {
  const { words, text, interview, outbox, acts, keeps } = at;
  if (keeps === 'preview') return { key: keeps, text: previewStrings(words.uiLanguage).mark, actions: [] };
  const { ui } = words;
  const send = { label: text['status.send'], act: acts.send };
  if (interview?.held.value === 'other-tab') {
    const take = { label: text['status.take'], act: () => void interview.take() };
    return urgent('other-tab', text['status.other-tab'], take);
  }
  const trouble = interview?.saver.trouble.value;
  const fate = interview && !interview.outcome.value && outbox.deliveries.get(interview.id.value ?? '')?.state;
  if (trouble === 'gone' || fate === 'erasing' || fate === 'erased')
    return urgent('gone', text['status.gone'], { label: ui['lost.home'], act: acts.leave });
  if (interview && trouble) return notSaved({ ...at, keeps }, interview, trouble);
  if (at.lacksLanguage)
    return urgent('language', text['status.language'], { label: ui['status.retry'], act: acts.askLanguage });
  if (at.response !== undefined && outbox.deliveries.get(at.response)?.state === 'received')
    return { key: 'sent', text: text['status.sent'], unseen: true, actions: [] };
  // Between the questions a shared tablet says itself what is safe (`src/ui/tablet/reassurance.ts`).
  const isTablet = at.isShared && !['question', 'check'].includes(at.screen);
  if (keeps !== 'disk') return isTablet ? undefined : notKept(at, keeps);
  if (interview && !interview.outcome.value && at.isTooEarly && at.screen !== 'opening')
    return urgent('too-early', text['status.too-early']);
  if (interview && at.isTooLate && at.screen !== 'opening') return urgent('too-late', text['status.too-late']);
  if (at.isTrial && (at.screen === 'opening' || (interview && !interview.outcome.value)))
    return { key: 'trial', text: text['status.trial'], actions: [] };
  if (interview && !interview.outcome.value && at.screen !== 'opening')
    // Heard, and not seen: nothing can be done about it while answering.
    return at.worker.update ? { key: 'update', text: text['status.update'], unseen: true, actions: [] } : undefined;
  const { waiting: waits = 0, refused = 0, erasing = 0 } = outbox;
  if (isTablet && at.screen !== 'field') return undefined;
  // Shown first between interviews: the browser has lost its database, and this is what was restored.
  if (outbox.restored > 0 && !isTablet) return urgent('restored', text['status.restored'](outbox.restored), send);
  if (refused > 0 && !isTablet) {
    const exportFile = { label: text['status.export'], act: acts.exportOutbox };
    const closed = [...outbox.deliveries.values()].some((one) => one.problem === 'survey.closed');
    const key = !closed ? 'refused' : at.isTooEarly ? 'too-early' : 'closed';
    return urgent(key, text[`status.${key}`], exportFile);
  }
  if (waits > 0 && !isTablet) return { ...waiting(at, waits, send), unseen: at.response !== undefined };
  if (erasing > 0) return { key: 'erasing', text: text['status.erasing'](erasing), actions: [send] };
  const install = { label: text['status.install'], act: acts.install };
  if (at.worker.update) return { key: 'update', text: text['status.update-now'], actions: [install] };
  // A shared tablet needs more than a phone; its day screen says whether it has it.
  const { offline } = at.worker;
  if (at.isShared || (offline !== 'ready' && offline !== 'no-room')) return undefined;
  const sentence = offline === 'ready' ? ui['status.ready'] : text['status.no-room'];
  return { key: offline, text: sentence, unseen: true, actions: [] };
}

/** Why what was given last is not on the device: how to try again, and how to rescue it. */
function notSaved(
  { words, text, keeps, isShared, acts }: Situation & { readonly keeps: Exclude<Keeping, 'preview'> },
  interview: InterviewState,
  trouble: NonNullable<Saver['trouble']['value']>,
): Message {
  const retry = { label: words.ui['status.retry'], act: () => void interview.retry() };
  if (trouble === 'no-code' && keeps === 'disk') {
    const reload = isShared ? [] : [{ label: words.ui['lost.reload'], act: acts.reload }];
    return urgent(trouble, text['status.no-code'], retry, ...reload);
  }
  const send = { label: text['status.send'], act: acts.sendUnstored };
  const download = { label: text['status.download'], act: acts.exportUnstored };
  const actions = interview.outcome.value ? [retry, send, download] : [retry, download];
  const open = trouble === 'no-code' || interview.lacksCode.value ? text['status.no-code-open'] : '';
  const why = trouble === 'no-code' ? keeps : trouble;
  const reason = why === 'disk' ? '' : text[`status.${why}`];
  return urgent(trouble, `${reason} ${open}`.trim(), ...actions);
}

/** Why answers may be lost when this page closes: how to fix it, and how to rescue them. */
function notKept({ words, text, interview, acts }: Situation, keeps: Exclude<Keeping, 'disk' | 'preview'>): Message {
  const download = { label: text['status.download'], act: acts.exportUnstored };
  const reload = { label: words.ui['lost.reload'], act: acts.reload };
  const hasGiven = interview?.id.value !== undefined;
  const actions = [...(hasGiven && keeps !== 'memory' ? [download] : []), ...(keeps === 'newer' ? [reload] : [])];
  return urgent(keeps, text[`status.${keeps}`], ...actions);
}

function waiting(at: Situation, count: number, send: Message['actions'][number]): Message {
  const { text: strings, outbox, now } = at;
  if (outbox.obstacle === 'closed' && at.isTooEarly) return urgent('too-early', strings['status.too-early'], send);
  const text = obstacleInWords(outbox, strings, now);
  if (text === undefined || outbox.obstacle === undefined)
    return { key: 'waiting', text: strings['status.waiting'](count), actions: [send] };
  return { key: outbox.obstacle, text, urgent: outbox.obstacle !== 'server', actions: [send] };
}

/** Why finished responses have not left, when there is more to say than that the network is away. */
export function obstacleInWords(outbox: OutboxStatus, text: CardStrings, now: number): string | undefined {
  switch (outbox.obstacle) {
    case 'portal':
    case 'sending-elsewhere':
    case 'closed':
    case 'update-needed':
      return text[`status.${outbox.obstacle}`];
    case 'server':
      return text['status.server'](Math.max(1, Math.ceil(((outbox.nextTry ?? now) - now) / 60_000)));
    default:
      return undefined;
  }
}
