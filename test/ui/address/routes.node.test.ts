import { describe, expect, test } from 'vitest';
import { readLink, readLinkOfDay } from '../../../src/ui/address/link.ts';
import { hrefTo, parseRoute, type Route } from '../../../src/ui/address/routes.ts';

describe('routes', () => {
  test.each<[string, Route]>([
    ['', { screen: 'opening' }],
    ['#', { screen: 'opening' }],
    ['#/', { screen: 'opening' }],
    ['#/question/digital-plan', { screen: 'question', question: 'digital-plan' }],
    ['#/check', { screen: 'check' }],
    ['#/card', { screen: 'card' }],
    ['#/card/8b1f6f0e', { screen: 'card', id: '8b1f6f0e' }],
    ['#/c/1ABC', { screen: 'capsule', capsule: '1ABC' }],
    ['#/results', { screen: 'results' }],
    ['#/results/digital-plan', { screen: 'results', block: 'digital-plan' }],
    ['#/results/page.profiles', { screen: 'results', block: 'page.profiles' }],
    ['#/results/a/b', { screen: 'not-found' }],
    ['#/about', { screen: 'about' }],
    ['#/question', { screen: 'not-found' }],
    ['#/question/a/b', { screen: 'not-found' }],
    ['#/check/again', { screen: 'not-found' }],
    ['#/anything', { screen: 'not-found' }],
  ])('%s is read', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  test.each<Route>([
    { screen: 'opening' },
    { screen: 'question', question: 'authority-type' },
    { screen: 'check' },
    { screen: 'card' },
    { screen: 'card', id: '8b1f6f0e' },
    { screen: 'capsule', capsule: '1ABC' },
    { screen: 'results' },
    { screen: 'results', block: 'crossing.plan-by-elected-rep' },
    { screen: 'about' },
  ])('$screen is written as it is read', (route) => {
    expect(parseRoute(hrefTo(route))).toEqual(route);
  });
});

describe('the link', () => {
  const entries = [
    { id: 'first', revision: 1, languages: ['fr', 'en'] },
    { id: 'second', revision: 3, languages: ['en'] },
  ];

  test('a bare address asks the first survey, in its language of reference', () => {
    expect(readLink('', entries)).toEqual({ entry: entries[0], language: 'fr', mode: 'self', channel: null });
  });

  test('names a survey, a channel, a mode and a language', () => {
    expect(readLink('?s=first&c=LinkedIn&mode=field&lang=en', entries)).toEqual({
      entry: entries[0],
      language: 'en',
      mode: 'field',
      channel: 'linkedin',
    });
  });

  test('a survey that is not here has no entry', () => {
    expect(readLink('?s=third', entries).entry).toBeUndefined();
  });

  test('a language or a channel that cannot be used is left out', () => {
    expect(readLink('?s=second&lang=de&c=two words', entries)).toMatchObject({ language: 'en', channel: null });
  });
});

test('while a shared tablet has its day no address leads elsewhere, unless the site has lost its survey', () => {
  const entries = [{ id: 'first', revision: 1, languages: ['fr', 'en'] }];
  const day = '?s=first&mode=field&c=salon';
  expect(readLinkOfDay(day, '?c=linkedin', entries)).toMatchObject({ mode: 'field', channel: 'salon' });
  expect(readLinkOfDay('?s=gone&mode=field', '?c=linkedin', entries)).toMatchObject({
    mode: 'self',
    channel: 'linkedin',
  });
  expect(readLinkOfDay(undefined, '?c=linkedin', entries)).toMatchObject({ mode: 'self', channel: 'linkedin' });
});
