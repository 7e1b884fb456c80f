import { signal } from '@preact/signals';
import { render, type VNode } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { startDevice } from '../../../src/device/open.ts';
import { openTablet } from '../../../src/device/sealed/open-tablet.ts';
import { DayScreen } from '../../../src/ui/screens/field/day-screen.tsx';
import type { DayState, Reassurance } from '../../../src/ui/tablet/reassurance.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { words as en } from '../../../src/words/compiled/respondent/en/first.mjs';
import { words as fr } from '../../../src/words/compiled/respondent/fr/first.mjs';
import { sessionOf } from '../../support/session-of.ts';
import { GARDEN_FILE } from '../../support/surveys-in-browser.ts';
import { drawingRoot } from '../drawing-root.ts';

const root = drawingRoot();
const started = startDevice({ fetch: async () => Response.error() });
const session = await sessionOf(GARDEN_FILE, started.device, { mode: 'field' });
const edition = session.edition.peek();
const opened = await openTablet({ started, survey: edition.survey, channel: null, seals: false, named: undefined });
if (opened.kind !== 'open') throw new Error(opened.kind);
const { tablet } = opened;
const none = { watch: () => () => {}, ask: async () => {}, surveys: async () => [], remove: async () => [] };
const read = <Value,>(value: Value) => ({ kind: 'done', value }) as const;
const LANGUAGES = { fr, en } as const;

/** The day screen of a tablet that finds itself in this state, and whose clock is a year behind. */
function dayScreenOf({ count, ...given }: Partial<DayState>, language: keyof typeof LANGUAGES): VNode {
  const { keeps = 'disk', isPersistent = true, offline: kind = 'ready', obstacle, lacks, hasCutOff } = given;
  const refused = ['one', { state: 'refused', problem: given.needsFile ? 'answer.invalid' : 'survey.closed' }] as const;
  const [missing, received] = [Number(count === 'missing'), Number(count === 'same')];
  const tally = { finished: missing + received, received, missing, erased: 0, left: 0, restored: missing };
  const four = lacks || hasCutOff ? 'un deux trois quatre' : undefined;
  localStorage.setItem('barometre-day-keys', lacks === 'keys' ? '' : `1 ${four}`);
  return (
    <DayScreen
      session={{
        ...session,
        edition: signal({ ...edition, words: wordsIn(language, LANGUAGES[language]) }),
        outbox: signal({
          ...session.outbox.peek(),
          waiting: Number(count === 'waiting'),
          refused: Number(count === 'refused'),
          deliveries: new Map(count === 'refused' ? [refused] : []),
          ...(obstacle && { obstacle }),
        }),
        keeps: signal(keeps),
        clockLag: signal(366 * 24 * 60 * 60_000),
      }}
      updates={{ ...none, offline: signal('ready'), waiting: signal(false), install() {} }}
      tablet={{
        ...tablet,
        today: async () => (count === 'unknown' ? { kind: 'unread' } : read(tally)),
        cutOff: async () => read(hasCutOff ? ['one'] : []),
        hasSecret: () => lacks !== 'code',
        proveOffline: async () => (kind === 'incomplete' ? { kind, missing: 3 } : { kind }),
        isPersistent: async () => isPersistent,
      }}
      installing={{ ...none, state: () => (given.canInstall ? 'offered' : 'by-hand') }}
      wake={{ ...none, state: () => false }}
      four={four}
      channel={null}
      tryPin={undefined}
      onLeave={none.ask}
      onOver={none.ask}
    />
  );
}

/** Words of what is safe and of what to do: only the names of controls have them beside the two sentences. */
const SAYS =
  /\p{L}ez\b|\b(gard[eé]|perd|effacez|promis|garanti|ferm)|\b(keep|kept|lost|lose|erase|promise|close|leave)/iu;

function shownPair(): readonly (string | undefined)[] {
  const sentences = [...root.querySelectorAll<HTMLElement>('[data-safe], [data-act]')];
  const rest = root.cloneNode(true) as HTMLElement;
  for (const one of rest.querySelectorAll('[data-safe], [data-act], button, a, label')) one.remove();
  expect(rest.textContent).not.toMatch(SAYS);
  return sentences.map(({ dataset }) => dataset.safe ?? dataset.act);
}

test.each<readonly [Partial<DayState>, ...Reassurance]>([
  [{}, 'safe.kept', 'do.next'],
  [{ isPersistent: false }, 'safe.kept-unpromised', 'do.next'],
  [{ count: 'unknown', keeps: 'memory' }, 'safe.unknown', 'do.unknown'],
  [{ count: 'waiting', keeps: 'memory' }, 'safe.memory', 'do.waiting'],
  [{ count: 'missing', obstacle: 'server' }, 'safe.missing', 'do.tell'],
  [{ count: 'refused' }, 'safe.refused', 'do.tell'],
  [{ count: 'refused', needsFile: true }, 'safe.refused', 'do.file'],
  [{ count: 'waiting', obstacle: 'offline', isPersistent: false }, 'safe.kept-unpromised', 'do.waiting'],
  [{ count: 'waiting', obstacle: 'server', lacks: 'keys' }, 'safe.kept', 'do.server'],
  [{ count: 'waiting', obstacle: 'closed' }, 'safe.kept', 'do.tell'],
  [{ count: 'waiting', hasCutOff: true }, 'safe.kept', 'do.code'],
  [{ count: 'same' }, 'safe.same', 'do.next'],
  [{ lacks: 'keys', offline: 'absent' }, 'safe.kept', 'day.keys-note'],
  [{ lacks: 'code', canInstall: true }, 'safe.kept', 'do.code'],
  [{ offline: 'incomplete' }, 'safe.kept', 'day.offline-absent-note'],
])('a day with %o says that %s, to do %s, and nothing else of either kind', async (given, ...pair) => {
  for (const language of ['fr', 'en'] as const) {
    await act(() => render(dayScreenOf(given, language), root));
    await expect.poll(shownPair).toEqual(pair);
    expect(root.querySelector('[data-days-apart]')?.textContent).toContain('366');
    render(null, root);
  }
});
