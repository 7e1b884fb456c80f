import { describe, expect, test } from 'vitest';
import { findPlaces, toPlaces } from '../../../src/ui/controls/territory.tsx';
import { study } from '../../support/surveys.ts';

const places = toPlaces(study.survey.question.get('territory')?.choices ?? [], (option) => option.label.fr ?? '');
const found = (typed: string) => findPlaces(places, typed).map((place) => place.id);

describe('finding a territory', () => {
  test.each([
    ['cotes d’armor', '22'],
    ["Côtes-d'Armor", '22'],
    ['COTES', '22'],
    ['armor', '22'],
    ['22', '22'],
    ['1', '01'],
    ['01', '01'],
    ['2a', '2A'],
    ['corse du sud', '2A'],
    ['reunion', '974'],
    ['976', '976'],
    ['\u0669\u0667\u0666', '976'],
    ['nouvelle caledonie', 'nc'],
    ['caledonie nouvelle', 'nc'],
    ['belfort', '90'],
    ['ille et vil', '35'],
    ['val d oise', '95'],
  ])('%s finds %s first', (typed, id) => {
    expect(found(typed)[0]).toBe(id);
  });

  test('nothing typed finds nothing', () => {
    expect(found('')).toEqual([]);
    expect(found('  ')).toEqual([]);
  });

  test('an unknown name finds nothing', () => {
    expect(found('atlantide')).toEqual([]);
  });

  test('a shared beginning finds them all, those that begin with it first', () => {
    expect(found('loire').length).toBeGreaterThan(5);
    expect(found('loire')[0]).toBe('42');
  });
});
