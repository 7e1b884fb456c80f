import { type Json, readFixture, withChange } from '../../support/surveys.ts';

/** The garden survey with the value at this path replaced; removed if no value is given. */
export function changedGarden(path: string, value?: Json): unknown {
  return withChange(readFixture('shared-garden'), path, value);
}

/** A rule or a condition that holds where all of these do. */
export function allOf<T>(...these: T[]): { all: T[] } {
  return { all: these };
}
