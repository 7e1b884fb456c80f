import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Draft, OpenedDevice, SaveOutcome } from '../../../src/device/port/device.ts';
import { createInterview, type Interview } from '../../../src/ui/state/interview.ts';
import { listed } from '../../support/listed.ts';
import { openDevice } from '../../support/open-device.ts';
import { startOf, surveyAsking } from '../one-section.ts';

const yesNo = [
  { id: 'yes', label: { fr: 'Oui' } },
  { id: 'no', label: { fr: 'Non' } },
];
const survey = surveyAsking(
  { id: 'bridge', kind: 'single', text: { fr: 'Un pont ?' }, options: yesNo, required: true },
  { id: 'toll', kind: 'single', text: { fr: 'Payant ?' }, options: yesNo, showIf: { item: 'bridge', is: 'yes' } },
  { id: 'story', kind: 'text', text: { fr: 'Racontez' }, maxBytes: 400 },
);

const opened: OpenedDevice[] = [];
async function device(): Promise<OpenedDevice> {
  const one = await openDevice({ fetch: async () => Response.error() });
  opened.push(one);
  return one;
}

function begin(on: OpenedDevice, draft?: Draft, onGone?: () => void): Interview {
  return createInterview({
    ...startOf(on, survey),
    ...(draft ? { draft } : {}),
    ...(onGone ? { onGone } : {}),
  });
}

async function draftsOf(on: OpenedDevice, interview: Interview): Promise<Draft | undefined> {
  return (await listed(on.drafts.list())).find((draft) => draft.id === interview.id.value);
}

afterEach(async () => {
  for (const one of opened.splice(0)) {
    for (const draft of await listed(one.drafts.list())) await one.drafts.discard(draft.id);
    one.close();
  }
});

describe('an interview', () => {
  test('has no id and no draft before the first answer', async () => {
    const on = await device();
    const interview = begin(on);
    interview.visit('bridge');
    expect(interview.id.value).toBeUndefined();
    expect(await listed(on.drafts.list())).toEqual([]);
  });

  test('keeps an answer on the device, and says so only then', async () => {
    const on = await device();
    const interview = begin(on);
    interview.visit('bridge');
    interview.give('bridge', 'yes');
    expect(interview.saver.state.value).toBe('saving');
    await vi.waitFor(() => expect(interview.saver.state.value).toBe('saved'));
    expect(await draftsOf(on, interview)).toMatchObject({ answers: { bridge: 'yes' }, current: 'bridge' });
  });

  test('flushes what was given to a question when it is left, and no tap waits for a disk', async () => {
    const on = await device();
    const written = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const durabilities = () =>
      written.mock.calls.flatMap(([stores, mode, options]) =>
        mode === 'readwrite' && String(stores).startsWith('drafts') ? [options?.durability] : [],
      );
    const interview = begin(on);
    interview.visit('bridge');
    interview.give('bridge', 'yes');
    await vi.waitFor(() => expect(durabilities()).toEqual(['relaxed']));
    interview.next('bridge');
    await vi.waitFor(() => expect(durabilities()).toEqual(['relaxed', 'strict']));
    interview.give('toll', 'no');
    await vi.waitFor(() => expect(durabilities()).toEqual(['relaxed', 'strict', 'relaxed']));
    written.mockRestore();
  });

  test('opens and closes branches as answers come and go, and forgets none of them', async () => {
    const interview = begin(await device());
    const path = () => interview.path.value.questions.map((question) => question.id);
    interview.give('bridge', 'yes');
    interview.give('toll', 'no');
    expect(path()).toEqual(['bridge', 'toll', 'story']);
    interview.give('bridge', 'no');
    expect(path()).toEqual(['bridge', 'story']);
    expect(interview.path.value.answers).toEqual({ bridge: 'no' });
    interview.give('bridge', 'yes');
    expect(interview.path.value.answers).toEqual({ bridge: 'yes', toll: 'no' });
  });

  test('keeps text while one types on, not only when one stops, and the rest when one does', async () => {
    const on = await device();
    const interview = begin(on);
    let typed = '';
    let kept: Draft | undefined;
    // Never a pause of more than a tenth of a second.
    for (let key = 0; key < 60 && !kept; key++) {
      typed += 'é';
      interview.give('story', typed, 'typing');
      await new Promise((resolve) => setTimeout(resolve, 40));
      kept = await draftsOf(on, interview);
    }
    expect(kept?.answers.story).toMatch(/^é+$/);
    interview.give('story', `${typed} et voilà`, 'typing');
    await vi.waitFor(async () => expect((await draftsOf(on, interview))?.answers.story).toBe(`${typed} et voilà`));
  });

  test('keeps what was just typed when the page goes out of sight', async () => {
    const on = await device();
    const saves: Draft[] = [];
    const watched: OpenedDevice = {
      ...on,
      drafts: {
        ...on.drafts,
        save(draft) {
          saves.push(draft);
          return on.drafts.save(draft);
        },
      },
    };
    const interview = begin(watched);
    interview.give('story', 'Une phrase', 'typing');
    expect(saves).toEqual([]);
    interview.hide();
    // In the task of the event: the page may have no other.
    expect(saves).toMatchObject([{ answers: { story: 'Une phrase' } }]);
    await vi.waitFor(async () => expect((await draftsOf(on, interview))?.answers.story).toBe('Une phrase'));
  });

  test('resumes where it stopped, with everything given', async () => {
    const on = await device();
    const before = begin(on);
    before.visit('bridge');
    before.give('bridge', 'yes');
    before.visit('toll');
    await vi.waitFor(async () => expect((await draftsOf(on, before))?.current).toBe('toll'));
    before.leave();
    const again = begin(on, await draftsOf(on, before));
    expect(again.current.value).toBe('toll');
    expect(again.furthest.value).toBe('toll');
    expect(again.answers.value).toEqual({ bridge: 'yes' });
    expect(again.id.value).toBe(before.id.value);
  });

  test('finished twice is one response, and its draft is gone', async () => {
    const on = await device();
    const interview = begin(on);
    interview.give('bridge', 'no');
    interview.finish();
    expect(interview.outcome.value?.id).toBe(interview.id.value);
    // The very answers that the check has read a profile from.
    expect(interview.outcome.value?.answers).toBe(interview.path.value.answers);
    interview.finish();
    await vi.waitFor(() => expect(interview.saver.state.value).toBe('saved'));
    expect(await draftsOf(on, interview)).toBeUndefined();
    const mine = (await listed(on.finished.list())).filter((one) => one.id === interview.id.value);
    expect(mine).toMatchObject([{ sequence: 1 }]);
  });

  test('changed after finishing waits to be confirmed, then replaces what was sent', async () => {
    const on = await device();
    const interview = begin(on);
    interview.give('bridge', 'no');
    interview.finish();
    await vi.waitFor(() => expect(interview.saver.state.value).toBe('saved'));
    interview.give('bridge', 'yes');
    expect(interview.changedSince.value).toBe(true);
    interview.hide();
    expect(await draftsOf(on, interview)).toBeUndefined();
    interview.finish();
    await vi.waitFor(async () => {
      const mine = (await listed(on.finished.list())).filter((one) => one.id === interview.id.value);
      expect(mine).toMatchObject([{ sequence: 2 }]);
    });
    expect(interview.changedSince.value).toBe(false);
  });

  test('says that nothing is saved while the device has no room, and saves once there is', async () => {
    const on = await device();
    let answer: SaveOutcome = 'full';
    const full: OpenedDevice = {
      ...on,
      drafts: { ...on.drafts, save: (draft) => (answer === 'saved' ? on.drafts.save(draft) : Promise.resolve(answer)) },
    };
    const interview = begin(full);
    interview.give('bridge', 'yes');
    await vi.waitFor(() => expect(interview.saver.trouble.value).toBe('full'));
    expect(interview.saver.state.value).toBe('unsaved');
    answer = 'saved';
    await interview.retry();
    expect(interview.saver.state.value).toBe('saved');
    expect(interview.saver.trouble.value).toBeUndefined();
    expect(await draftsOf(on, interview)).toMatchObject({ answers: { bridge: 'yes' } });
  });

  test('rescued before the end is partial; after it, what was finished, whatever was changed since', async () => {
    const on = await device();
    const dead: OpenedDevice = { ...on, finish: async () => ({ kind: 'unavailable' }) };
    const rescued = async () => {
      const text = await (await interview.rescueFile())?.content.text();
      return JSON.parse(text?.split('\n').at(1) ?? '');
    };
    const interview = begin(dead);
    interview.give('bridge', 'yes');
    expect(await rescued()).toMatchObject({ status: 'partial' });
    interview.finish();
    await vi.waitFor(() => expect(interview.saver.state.value).toBe('unsaved'));
    interview.give('bridge', 'no');
    expect(await rescued()).toMatchObject({ status: 'complete', answers: { bridge: 'yes' } });
    interview.finish();
    expect(await rescued()).toMatchObject({ status: 'complete', answers: { bridge: 'no' } });
  });

  test('taken over while its draft cannot be read, it does not end, and is taken once it can', async () => {
    const on = await device();
    const first = begin(on);
    first.give('bridge', 'yes');
    await vi.waitFor(async () => expect(await draftsOf(on, first)).toBeDefined());
    const onGone = vi.fn();
    const second = begin(await device(), await draftsOf(on, first), onGone);
    await vi.waitFor(() => expect(second.held.value).toBe('other-tab'));
    const reading = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('made up', 'UnknownError');
    });
    await second.take();
    expect(onGone).not.toHaveBeenCalled();
    expect([second.held.value, second.answers.value]).toEqual(['other-tab', { bridge: 'yes' }]);
    reading.mockRestore();
    await second.take();
    expect(second.held.value).toBe('ours');
    second.give('bridge', 'no');
    await vi.waitFor(async () => expect((await draftsOf(on, second))?.answers.bridge).toBe('no'));
    expect(onGone).not.toHaveBeenCalled();
  });

  test('open in another tab, it takes no answer here until it is taken over', async () => {
    const on = await device();
    const first = begin(on);
    first.give('bridge', 'yes');
    await vi.waitFor(async () => expect(await draftsOf(on, first)).toBeDefined());
    const second = begin(await device(), await draftsOf(on, first));
    await vi.waitFor(() => expect(second.held.value).toBe('other-tab'));
    second.give('bridge', 'no');
    expect(second.answers.value).toEqual({ bridge: 'yes' });
    first.visit('story');
    first.give('story', 'Plus loin');
    await vi.waitFor(async () => expect((await draftsOf(on, first))?.answers.story).toBe('Plus loin'));
    await on.drafts.save({ ...first.draft(), seconds: 700 });
    const met: unknown[] = [];
    second.held.subscribe((held) => {
      if (held === 'ours') met.push(second.answers.peek());
    });
    await second.take();
    // No answer could be given to those that were about to be replaced.
    expect(met).toEqual([{ bridge: 'yes', story: 'Plus loin' }]);
    expect(second.answers.value).toEqual({ bridge: 'yes', story: 'Plus loin' });
    expect(second.furthest.value).toBe('story');
    expect(second.draft().seconds).toBe(700);
    await vi.waitFor(() => expect(first.held.value).toBe('other-tab'));
    // Once that tab is left, this one goes on by itself from what was given there.
    second.give('story', 'Encore plus loin');
    await second.leave();
    await vi.waitFor(() => expect(first.held.value).toBe('ours'));
    expect(first.answers.value).toEqual({ bridge: 'yes', story: 'Encore plus loin' });
  });
});
