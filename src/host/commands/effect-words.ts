import type { Effect } from '../../endpoint/conduct/conduct-decisions.ts';
import type { RequestCode } from '../../wire/problem.ts';

/** What will happen, as a command prints it. */
export function effectInWords(effect: Effect): string {
  switch (effect.effect) {
    case 'begin-until':
      return `the last day to begin is ${effect.day}`;
    case 'late-arrivals-stored':
      return 'what was begun by then is stored whenever it arrives; what is begun later is refused as survey.closed and stays on its device';
    case 'final-on':
      return `on ${effect.day} the final results are made, once, from what was received before that day; what arrives later is stored and exported, not published`;
    case 'final-added':
      return 'the next final results add to the first what has changed since, under one more draw of noise';
    case 'begin-again':
      return 'interviews may begin again, and devices send again what was refused as survey.closed';
    case 'final-cancelled':
      return `the final results of ${effect.day} are not made`;
    case 'previews-again':
      return 'everybody reads the last preview again, and the next ones on the nights of the calendar';
    case 'crossing-of-everyone':
      return 'it is counted over everyone, without any filter, and every number is moved';
    case 'crossing-listed':
      return 'everybody reads it with the final results';
    case 'crossing-unlisted':
      return 'it is no longer shown';
    case 'drawn-on':
      return `at the change to ${effect.day} every group of thirty or more is published again, with fresh noise`;
    case 'less-accurate':
      return 'each publication makes the ranges of the next ones wider; it exposes no answer a second time';
    case 'orders-left':
      return `${effect.count} more may be ordered`;
  }
}

const REFUSALS: Partial<Record<RequestCode, string>> = {
  'survey.already-closed': 'it is closed, or will be: reopen it first, or set another day for its final results',
  'survey.already-open': 'it is open',
  'survey.not-closed': 'it is open: close it first',
  'survey.final': 'its final results are made, and nothing moves any more',
  'day.too-early':
    'the last day is today at the earliest, and the final results are made after it, tomorrow at the earliest',
  'crossing.already-listed': 'everybody reads it already, or will',
  'crossing.not-listed': 'it was not added',
  'crossing.too-many': 'forty were added already: take one away first',
  'publication.too-soon': 'one was ordered today already',
  'publication.too-many': 'four were ordered already',
};

/** Why something is not done: its stable code, then words. */
export function refusalInWords(code: RequestCode): string {
  return `${code}: ${REFUSALS[code] ?? 'refused'}`;
}
