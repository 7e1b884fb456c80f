import { expect, test } from 'vitest';
import { type DayState, type Reassurance, reassuranceOf } from '../../../src/ui/tablet/reassurance.ts';

test.each<readonly [Partial<DayState>, ...Reassurance]>([
  [{ isPersistent: true }, 'safe.kept', 'do.next'],
  [{ isPersistent: false }, 'safe.kept-unpromised', 'do.next'],
  [{ count: 'unknown', keeps: 'memory' }, 'safe.unknown', 'do.unknown'],
  [{ count: 'waiting', keeps: 'memory', isPersistent: true }, 'safe.memory', 'do.waiting'],
  [{ count: 'missing', obstacle: 'server' }, 'safe.missing', 'do.tell'],
  [{ count: 'refused' }, 'safe.refused', 'do.tell'],
  [{ count: 'refused', needsFile: true }, 'safe.refused', 'do.file'],
  [{ count: 'waiting', obstacle: 'offline' }, 'safe.kept-unpromised', 'do.waiting'],
  [{ count: 'waiting', obstacle: 'server', lacks: 'keys', isPersistent: true }, 'safe.kept', 'do.server'],
  [{ count: 'waiting', hasCutOff: true, isPersistent: true }, 'safe.kept', 'do.code'],
  [{ count: 'same', isShortOfSpace: true }, 'safe.same', 'day.place-little'],
  [{ count: 'same', closed: 'over' }, 'safe.same', 'do.wipe'],
  [{ lacks: 'keys', offline: 'absent', isPersistent: true }, 'safe.kept', 'day.keys-note'],
])('a day with %o says that %s, to do %s', (day, ...pair) => {
  expect(reassuranceOf({ keeps: 'disk', ...day })).toEqual(pair);
});
