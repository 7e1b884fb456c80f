import { afterEach, expect, test, vi } from 'vitest';
import { createTabletRouter, type TabletRouter } from '../../../src/ui/tablet/tablet-router.ts';

const PLOT = { screen: 'question', question: 'plot' } as const;
const HOURS = { screen: 'question', question: 'hours' } as const;

let isBusy = false;
const onHeld = vi.fn();
const started: TabletRouter[] = [];
afterEach(() => {
  for (const router of started.splice(0)) router.stop();
  isBusy = false;
  onHeld.mockClear();
});

function begin(): TabletRouter {
  const router = createTabletRouter({ mayLeave: () => !isBusy, onHeld });
  started.push(router);
  return router;
}

async function back(steps = -1): Promise<void> {
  const moved = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
  history.go(steps);
  await moved;
}

test('the address says nothing of where one is, and Back leads to the question before', async () => {
  const router = begin();
  const address = location.href;
  router.go({ screen: 'opening' });
  isBusy = true;
  router.go(PLOT);
  router.go(HOURS);
  expect(location.href).toBe(address);
  expect(JSON.stringify(history.state)).not.toMatch(/plot|hours/);
  await back();
  expect(router.route.value).toEqual(PLOT);
  await back(1);
  expect(router.route.value).toEqual(HOURS);
});

test('going back out of an interview asks for confirmation first and keeps the current question', async () => {
  const router = begin();
  router.go({ screen: 'opening' });
  isBusy = true;
  router.go(PLOT);
  await back(-2);
  expect(onHeld).toHaveBeenCalledOnce();
  expect(router.route.value).toEqual(PLOT);
  router.go({ screen: 'field' });
  expect(onHeld).toHaveBeenCalledTimes(2);
  expect(router.route.value).toEqual(PLOT);
});

test('Back and Forward show the next person nothing of the previous interview', async () => {
  const router = begin();
  router.go({ screen: 'opening' });
  router.go(PLOT);
  router.go(HOURS);
  const seen: unknown[] = [];
  router.route.subscribe((route) => seen.push(route));
  seen.length = 0;
  router.goHome();
  await new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
  for (const steps of [1, 1, -1, 1]) await back(steps);
  expect(seen).toEqual([{ screen: 'field' }]);
  router.go({ screen: 'opening' });
  expect(router.route.value).toEqual({ screen: 'opening' });
  await back();
  expect(router.route.value).toEqual({ screen: 'field' });
});

test('history entries of an earlier page load lead nowhere', async () => {
  history.pushState({ person: '1', at: 3 }, '');
  history.pushState(null, '', '#/card/abc');
  const router = begin();
  expect(location.hash).toBe('');
  router.go({ screen: 'opening' });
  isBusy = true;
  router.go(PLOT);
  await back(-3);
  expect(router.route.value).toEqual(PLOT);
  expect(onHeld).not.toHaveBeenCalled();
});

test('a step forward leaves no title behind that says which question it was', () => {
  document.title = 'The survey';
  const router = begin();
  router.go({ screen: 'opening' });
  document.title = 'Question 8';
  router.go(PLOT);
  expect(document.title).toBe('The survey');
  document.title = 'Question 9';
  router.goHome();
  expect(document.title).toBe('The survey');
});

test('from the rescue file, which is the surveyor’s, one comes back to the day', () => {
  const router = begin();
  router.go({ screen: 'rescue' });
  const link = Object.assign(document.createElement('a'), { href: '#/' });
  document.body.append(link);
  link.click();
  link.remove();
  expect(router.route.value).toEqual({ screen: 'field' });
});

test('a link is followed without changing the address', () => {
  const router = begin();
  const link = Object.assign(document.createElement('a'), { href: '#/check', textContent: 'check' });
  document.body.append(link);
  const address = location.href;
  link.click();
  link.remove();
  expect(router.route.value).toEqual({ screen: 'check' });
  expect(location.href).toBe(address);
});

test('a second press on Terminer right after the first does not leave the card; a later press, or one elsewhere, does', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(10_000);
  const leaves = async (clientX: number, after: number) => {
    const router = begin();
    const [finish, next] = [document.createElement('button'), document.createElement('a')];
    next.href = '#/field';
    document.body.append(finish, next);
    finish.addEventListener('click', () => router.go({ screen: 'card' }));
    const tap = (at: number) => new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1, clientX: at });
    finish.dispatchEvent(tap(200));
    // Before the card is drawn at all.
    next.dispatchEvent(tap(200));
    expect(router.route.value).toEqual({ screen: 'card' });
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    clock.mockReturnValue(performance.now() + after);
    next.dispatchEvent(tap(clientX));
    for (const one of [finish, next]) one.remove();
    router.stop();
    return router.route.value.screen === 'field';
  };
  expect(await leaves(210, 1000)).toBe(false);
  expect(await leaves(210, 1500)).toBe(true);
  expect(await leaves(300, 1)).toBe(true);
  clock.mockRestore();
});
