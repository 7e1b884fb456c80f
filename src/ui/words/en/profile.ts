import type { ProfileStrings } from '../fr/profile.ts';

export const profileEn: ProfileStrings = {
  criterion: 'Criterion',
  table: (profiles) => `Your answers and the ${profiles} profiles`,
  'table-brought': (profiles) => `These answers and the ${profiles} profiles`,
  'table-how': 'A disc: this criterion matches.',
  'unknown-value': 'Not known',
  'differences-from': (profile) => `What differs from the ${profile} profile`,
  differences: 'What differs, in words',
  difference: (criterion) => `${criterion}:`,
  required: (profile, required) => `${profile}: ${required}.`,
  why: 'Why this profile',
  'why-tied': 'Several profiles match on as many criteria. The profile is then called composite.',
  'why-few': (n) => `When fewer than ${n} criteria match, the profile is called composite.`,
  'why-matches': (profile) => `The ${profile} profile is the one with which the most criteria match.`,
  'why-order': 'The profiles stand in alphabetical order, which has no other meaning.',
  'why-source': (title) => `Source of the profiles: ${title}.`,
  changes: 'What would lead elsewhere',
  'changes-intro': 'A single one of these changes would do. No profile is worth more than another.',
  'changes-others': 'The other changes',
  'changes-none': 'No change of a single element would give another profile.',
};
