import codes from './request-codes.json' with { type: 'json' };

/** Why one envelope was refused. Stable: devices and organisers rely on them. */
export const PROBLEMS = [
  'envelope.invalid',
  'envelope.conflict',
  'survey.unknown',
  'survey.revision-unknown',
  'survey.closed',
  'answer.unknown-question',
  'answer.unknown-option',
  'answer.invalid',
  'answer.off-path',
  'answer.required',
  'text.forbidden-character',
  'text.too-long',
  'sealed.required',
  'sealed.unreadable',
  'sealed.key-unknown',
] as const;
export type Problem = (typeof PROBLEMS)[number];

/** Why a whole request was refused, with its status: the body is `{ "code": … }`. docs/api.md says what each means. */
export const REQUEST_CODES = codes;
export type RequestCode = keyof typeof codes;

/** Refused for now: the device tries these again after an update, a reopening, or once the key is back. */
export const TRY_AGAIN: readonly Problem[] = ['survey.revision-unknown', 'survey.closed', 'sealed.key-unknown'];
