import type { OutboxStatus } from '../../device/device.ts';
import type { Route } from '../routes.ts';
import type { Words } from '../words.ts';
import type { Interview } from './interview.ts';

/** What the status line says, and what can be done about it. */
export interface Message {
  readonly key: string;
  readonly text: string;
  readonly urgent?: boolean;
  /** Heard, but not seen: the screen already shows it in its own place. */
  readonly unseen?: boolean;
  readonly actions: readonly { readonly label: string; readonly act: () => void }[];
}

export interface Situation {
  readonly words: Words;
  readonly memory: boolean;
  readonly interview: Interview | undefined;
  readonly outbox: OutboxStatus;
  readonly worker: { readonly ready: boolean; readonly update: boolean };
  readonly screen: Route['screen'];
  /** The response whose card is on screen. */
  readonly response: string | undefined;
  readonly now: number;
  readonly acts: {
    readonly send: () => void;
    readonly exportOutbox: () => void;
    /** Both from memory, when the device has no room. */
    readonly sendUnstored: () => void;
    readonly exportUnstored: () => void;
    readonly install: () => void;
  };
}

/** The one message that matters most: what may lose answers first, then what keeps them from leaving, then good news. */
export function messageFor(at: Situation): Message | undefined {
  const { words, interview, outbox, acts } = at;
  const { ui } = words;
  const send = { label: ui['status.send'], act: acts.send };
  if (interview?.held.value === 'other-tab') {
    const take = { label: ui['status.take'], act: () => void interview.take() };
    return { key: 'other-tab', text: ui['status.other-tab'], urgent: true, actions: [take] };
  }
  const trouble = interview?.keeper.trouble.value;
  if (interview && trouble) {
    const retry = { label: ui['status.retry'], act: () => void interview.retry() };
    const download = { label: ui['status.download'], act: acts.exportUnstored };
    const finished = interview.outcome.value !== undefined;
    const actions = finished ? [retry, { ...send, act: acts.sendUnstored }, download] : [retry, download];
    return { key: trouble, text: ui[`status.${trouble}`], urgent: true, actions };
  }
  if (at.memory && interview?.id.value) return { key: 'memory', text: ui['status.memory'], urgent: true, actions: [] };
  if (interview && !interview.outcome.value && at.screen !== 'opening')
    return at.worker.update ? { key: 'update', text: ui['status.update'], actions: [] } : undefined;
  if (at.response !== undefined && outbox.deliveries.get(at.response)?.state === 'received')
    return { key: 'sent', text: ui['status.sent'], unseen: true, actions: [] };
  if (outbox.refused > 0) {
    const exportFile = { label: ui['status.export'], act: acts.exportOutbox };
    const closed = [...outbox.deliveries.values()].some((one) => one.problem === 'survey.closed');
    const key = closed ? 'closed' : 'refused';
    return { key, text: ui[`status.${key}`], urgent: true, actions: [exportFile] };
  }
  if (outbox.waiting > 0) return { ...waiting(at, send), unseen: at.response !== undefined };
  if (at.worker.update) {
    return {
      key: 'update',
      text: ui['status.update-now'],
      actions: [{ label: ui['status.install'], act: acts.install }],
    };
  }
  return at.worker.ready ? { key: 'ready', text: ui['status.ready'], unseen: true, actions: [] } : undefined;
}

function waiting({ words, outbox, now }: Situation, send: Message['actions'][number]): Message {
  const text = obstacleInWords(outbox, words, now);
  if (text === undefined || outbox.obstacle === undefined)
    return { key: 'waiting', text: words.ui['status.waiting'](outbox.waiting), actions: [send] };
  return { key: outbox.obstacle, text, urgent: outbox.obstacle !== 'server', actions: [send] };
}

/** Why finished responses have not left, when there is more to say than that the network is away. */
export function obstacleInWords(outbox: OutboxStatus, { ui }: Words, now: number): string | undefined {
  switch (outbox.obstacle) {
    case 'portal':
    case 'closed':
    case 'update-needed':
      return ui[`status.${outbox.obstacle}`];
    case 'server':
      return ui['status.server'](Math.max(1, Math.ceil(((outbox.nextTry ?? now) - now) / 60_000)));
    default:
      return undefined;
  }
}
