import { type Json, readFixture, withChange } from '../../support/surveys.ts';

/** The garden survey with the value at this path replaced; removed if no value is given. */
export function changedGarden(path: string, value?: Json): unknown {
  return withChange(readFixture('shared-garden'), path, value);
}
