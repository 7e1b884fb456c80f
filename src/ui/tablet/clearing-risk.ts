import type { Interview } from '../state/interview.ts';

/** Says what happens to an interview if its screen is cleared now. */
type ClearingRisk =
  /** Nothing was given, or all of it is where it belongs. */
  | 'free'
  /** It is saved, and cannot be resumed by anybody. */
  | 'unfinished'
  | 'saving'
  /** It is in this page alone. */
  | 'unsaved'
  /** It was finished; what was changed since would go. */
  | 'changed';

export function clearingRisk(interview: Interview | undefined): ClearingRisk {
  if (!interview?.id.value || interview.held.value === 'other-tab') return 'free';
  const { trouble, state } = interview.saver;
  if (trouble.value) return trouble.value === 'gone' ? 'free' : 'unsaved';
  if (!interview.outcome.value) return 'unfinished';
  if (state.value === 'saving') return 'saving';
  return interview.changedSince.value ? 'changed' : 'free';
}
