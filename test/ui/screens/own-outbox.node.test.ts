import { expect, test } from 'vitest';
import type { OutboxStatus } from '../../../src/device/port/device.ts';
import { ownOutbox } from '../../../src/ui/screens/rescue/own-outbox.ts';

const STATUS: OutboxStatus = {
  waiting: 3,
  refused: 1,
  sending: false,
  erasing: 0,
  restored: 0,
  obstacle: 'closed',
  deliveries: new Map([
    ['mine', { state: 'device' }],
    ['sent', { state: 'received' }],
    ['theirs', { state: 'sending' }],
    ['closed', { state: 'refused', problem: 'survey.closed' }],
  ]),
  surveys: new Map([
    ['mine', 'garden'],
    ['sent', 'garden'],
    ['theirs', 'library'],
    ['closed', 'library'],
  ]),
};

test('what waits, what was refused and why is of one survey, and what has no card here counts too', () => {
  const own = ownOutbox(STATUS, 'garden');
  expect(own).toMatchObject({ waiting: 2, refused: 0 });
  expect(own.obstacle).toBeUndefined();
  expect([...own.deliveries.keys()]).toEqual(['mine', 'sent']);
  expect(ownOutbox(STATUS, 'library')).toMatchObject({ waiting: 2, refused: 1, obstacle: 'closed' });
});

test('as long as the outbox is not read, how many wait is not known', () => {
  const unread = { waiting: undefined, refused: undefined, sending: false, erasing: undefined, restored: 0 };
  expect(ownOutbox({ ...unread, deliveries: new Map() }, 'garden')).toMatchObject({ waiting: undefined });
});
