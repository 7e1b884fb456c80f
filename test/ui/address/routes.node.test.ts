import { describe, expect, test } from 'vitest';
import { languageFor } from '../../../src/core/language.ts';
import { readLink } from '../../../src/ui/address/link.ts';
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
    ['#/profiles', { screen: 'not-found' }],
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
    { screen: 'profile', profile: 'eclaireur' },
    { screen: 'about' },
  ])('$screen is written as it is read', (route) => {
    expect(parseRoute(hrefTo(route))).toEqual(route);
  });
});

describe('the link', () => {
  test('a bare address asks the survey of the site', () => {
    expect(readLink('')).toEqual({ survey: undefined, language: null, mode: 'self', channel: null });
  });

  test('names a survey, a channel, a mode and a language', () => {
    expect(readLink('?s=first&c=LinkedIn&mode=field&lang=en')).toEqual({
      survey: 'first',
      language: 'en',
      mode: 'field',
      channel: 'linkedin',
    });
  });

  test('a channel or a mode that cannot be used is left out', () => {
    expect(readLink('?s=second&mode=else&c=two words')).toMatchObject({ mode: 'self', channel: null });
  });

  test('a survey is shown in the language asked for where it has it, else in its first', () => {
    expect(languageFor(['fr', 'en'], ['de', 'en-GB'])).toBe('en');
    expect(languageFor(['fr', 'en'], ['de'])).toBe('fr');
    expect(languageFor(['pt-PT', 'pt-BR', 'en'], ['pt-BR', 'en'])).toBe('pt-BR');
  });
});
