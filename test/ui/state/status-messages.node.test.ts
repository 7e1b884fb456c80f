import { signal } from '@preact/signals';
import { describe, expect, test } from 'vitest';
import type { OutboxStatus } from '../../../src/device/port/device.ts';
import type { Delivery } from '../../../src/device/port/finished-response.ts';
import type { FinishedInterview } from '../../../src/ui/state/finishing.ts';
import type { Trouble } from '../../../src/ui/state/saver.ts';
import { messageFor, obstacleInWords, type Situation } from '../../../src/ui/state/status-messages.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { words as text } from '../../../src/words/compiled/respondent/fr/card.mjs';
import { words as fr } from '../../../src/words/compiled/respondent/fr/first.mjs';

interface InterviewState {
  readonly held?: 'other-tab';
  readonly trouble?: Trouble;
  readonly lacksCode?: true;
  readonly isFinished?: true;
  /** Nothing given yet. */
  readonly isNew?: true;
}

const did: string[] = [];
const doing = (name: string) => () => void did.push(name);
const doingLater = (name: string) => async () => void did.push(name);

function interview({ held, trouble, lacksCode, isFinished, isNew }: InterviewState = {}): Situation['interview'] {
  const finished: FinishedInterview = { id: 'mine', secret: '', answers: {}, at: 0 };
  return {
    id: signal(isNew ? undefined : 'mine'),
    held: signal(held ?? 'ours'),
    outcome: signal(isFinished ? finished : undefined),
    lacksCode: signal(lacksCode === true),
    saver: { trouble: signal(trouble) },
    take: doingLater('take'),
    retry: doingLater('retry'),
  };
}

function outbox(status: Partial<OutboxStatus> = {}, deliveries: readonly [string, Delivery][] = []): OutboxStatus {
  return {
    waiting: 0,
    refused: 0,
    sending: false,
    erasing: 0,
    restored: 0,
    ...status,
    deliveries: new Map(deliveries),
  };
}

/** Nothing to say. */
const quiet: Situation = {
  words: wordsIn('fr', fr),
  text,
  keeps: 'disk',
  isShared: false,
  lacksLanguage: false,
  interview: undefined,
  isTooEarly: false,
  isTooLate: false,
  isTrial: false,
  outbox: outbox(),
  worker: { offline: 'installing' as const, update: false },
  screen: 'opening',
  response: undefined,
  now: 0,
  acts: {
    send: doing('send'),
    exportOutbox: doing('exportOutbox'),
    sendUnstored: doing('sendUnstored'),
    exportUnstored: doing('exportUnstored'),
    askLanguage: doing('askLanguage'),
    install: doing('install'),
    leave: doing('leave'),
    reload: doing('reload'),
  },
};

const received: [string, Delivery] = ['mine', { state: 'received' }];
const ready = { worker: { offline: 'ready' as const, update: false } };
const update = { worker: { offline: 'ready' as const, update: true } };
const erasing = { ...update, outbox: outbox({ erasing: 1 }) };
const waiting = { ...update, outbox: outbox({ erasing: 1, waiting: 1 }) };
const refused = { ...update, outbox: outbox({ erasing: 1, waiting: 1, refused: 1 }) };
const answering = { ...refused, screen: 'question', interview: interview() } as const;
const trial = { ...answering, isTrial: true } as const;
const tooLate = { ...trial, isTooLate: true } as const;
const tooEarly = { ...tooLate, isTooEarly: true } as const;
const memory = { ...tooEarly, keeps: 'memory' } as const;
const sent = { ...memory, response: 'mine', outbox: outbox({ waiting: 1, refused: 1 }, [received]) };
const language = { ...sent, lacksLanguage: true };
const full = { ...language, interview: interview({ trouble: 'full' }) };
const gone = { ...language, interview: interview({ trouble: 'gone' }) };
const elsewhere = { ...language, interview: interview({ trouble: 'gone', held: 'other-tab' }) };

describe('the one message', () => {
  // Each situation holds those below it too.
  test.each<[key: string | undefined, Partial<Situation>, does: readonly string[]]>([
    ['other-tab', elsewhere, ['take']],
    ['gone', gone, ['leave']],
    ['full', full, ['retry', 'exportUnstored']],
    ['language', language, ['askLanguage']],
    ['sent', sent, []],
    ['memory', memory, []],
    ['too-early', tooEarly, []],
    ['too-late', tooLate, []],
    ['trial', trial, []],
    ['update', answering, []],
    ['refused', refused, ['exportOutbox']],
    ['waiting', waiting, ['send']],
    ['erasing', erasing, ['send']],
    ['update', update, ['install']],
    ['ready', ready, []],
    ['no-room', { worker: { offline: 'no-room', update: false } }, []],
    // More is needed there than on a phone, and its day screen says whether it is here.
    [undefined, { ...ready, isShared: true }, []],
    [undefined, {}, []],
  ])('is %s, before all that matters less', (key, situation, does) => {
    const message = messageFor({ ...quiet, ...situation });
    expect(message?.key).toBe(key);
    did.length = 0;
    for (const action of message?.actions ?? []) action.act();
    expect(did).toEqual(does);
  });

  test.each<[claim: string, key: string, Partial<Situation>, does: readonly string[]]>([
    [
      'a finished response without room leaves from memory, or as a file',
      'unavailable',
      { interview: interview({ trouble: 'unavailable', isFinished: true }) },
      ['retry', 'sendUnstored', 'exportUnstored'],
    ],
    [
      'code that finishes and has not come is asked for again, or had by a page loaded again',
      'no-code',
      { interview: interview({ trouble: 'no-code', isFinished: true }) },
      ['retry', 'reload'],
    ],
    [
      'a shared tablet is never told to load the page again, which would end the interview',
      'no-code',
      { isShared: true, interview: interview({ trouble: 'no-code', isFinished: true }) },
      ['retry'],
    ],
    [
      'answers in memory alone survive no reload: without the code that finishes, none is offered',
      'no-code',
      { keeps: 'memory', interview: interview({ trouble: 'no-code', isFinished: true }) },
      ['retry', 'sendUnstored', 'exportUnstored'],
    ],
    [
      'a response erased elsewhere is reported before it is finished here',
      'gone',
      { interview: interview(), outbox: outbox({}, [['mine', { state: 'erasing' }]]) },
      ['leave'],
    ],
    ['a language that did not come is asked for again', 'language', { lacksLanguage: true }, ['askLanguage']],
    [
      'a storage that does not answer offers to keep a file of what was given',
      'slow',
      { keeps: 'slow', interview: interview() },
      ['exportUnstored'],
    ],
    [
      'before the first answer there is none to keep',
      'slow',
      { keeps: 'slow', interview: interview({ isNew: true }) },
      [],
    ],
    ['a newer release has the storage: the page is loaded again', 'newer', { keeps: 'newer' }, ['reload']],
    [
      'a closed survey says so of what it refused',
      'closed',
      { outbox: outbox({ refused: 1 }, [['other', { state: 'refused', problem: 'survey.closed' }]]) },
      ['exportOutbox'],
    ],
    [
      'what arrived before the opening day is not said to have come after the end',
      'too-early',
      {
        isTooEarly: true,
        outbox: outbox({ refused: 1 }, [['other', { state: 'refused', problem: 'survey.closed' }]]),
      },
      ['exportOutbox'],
    ],
    [
      'nor is what waits for it',
      'too-early',
      { isTooEarly: true, outbox: outbox({ waiting: 1, obstacle: 'closed' }) },
      ['send'],
    ],
    ['a portal blocks the network', 'portal', { outbox: outbox({ waiting: 1, obstacle: 'portal' }) }, ['send']],
  ])('%s', (_, key, situation, does) => {
    const message = messageFor({ ...quiet, ...situation });
    expect(message).toMatchObject({ key, text: expect.stringMatching(/\S/) });
    did.length = 0;
    for (const action of message?.actions ?? []) action.act();
    expect(did).toEqual(does);
  });

  test('a full storage and a button whose code is missing are told together', () => {
    const message = messageFor({ ...quiet, interview: interview({ trouble: 'full', lacksCode: true }) });
    expect(message?.text).toBe(`${text['status.full']} ${text['status.no-code-open']}`);
  });

  test('what the card shows in its own place is heard, not seen', () => {
    const onCard = { ...quiet, screen: 'card', response: 'mine' } as const;
    const unseen = (status: OutboxStatus) => messageFor({ ...onCard, outbox: status })?.unseen;
    expect([unseen(outbox({}, [received])), unseen(outbox({ waiting: 1 }))]).toEqual([true, true]);
    expect(messageFor({ ...quiet, outbox: outbox({ waiting: 1 }) })?.unseen).toBe(false);
  });

  test.each(['slow', 'blocked', 'newer', 'memory', 'insecure'] as const)(
    'storage that is %s has its own words',
    (keeps) => {
      expect(messageFor({ ...quiet, keeps })).toMatchObject({ key: keeps, text: text[`status.${keeps}`] });
    },
  );
});

test('the wait for a server is shown in minutes, rounded up', () => {
  const minutes = (nextTry: number) =>
    obstacleInWords(outbox({ waiting: 1, obstacle: 'server', nextTry }), text, 60_000);
  expect([minutes(0), minutes(60_001), minutes(120_001)]).toEqual([1, 1, 2].map(text['status.server']));
  expect(obstacleInWords(outbox({ waiting: 1, obstacle: 'offline' }), text, 0)).toBeUndefined();
});

test('a shared tablet leaves what waits, was refused or restored to its own screens, and what it keeps', () => {
  for (const screen of ['field', 'opening', 'rescue'] as const)
    for (const known of [{ refused: 2 }, { restored: 1 }, { waiting: 1 }]) {
      expect(messageFor({ ...quiet, screen, isShared: true, outbox: outbox(known) })).toBeUndefined();
      expect(messageFor({ ...quiet, screen, isShared: true, outbox: outbox(known), keeps: 'memory' })).toBeUndefined();
    }
});
