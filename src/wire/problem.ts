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

/** Why a whole request was refused, with its status: the body is `{ "code": … }`. */
export const REQUEST_CODES = {
  'batch.unreadable': 400,
  'batch.empty': 400,
  'batch.too-many': 400,
  'contact.unreadable': 400,
  'day.too-early': 400,
  'token.invalid': 401,
  // The token is valid, but does not allow this call.
  'token.scope': 403,
  // The token is limited to other surveys; `lines` has its limit.
  'survey.limit': 403,
  'origin.refused': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  // The organiser's decision does not apply in the survey's current state.
  'survey.already-closed': 409,
  'survey.already-open': 409,
  'survey.not-closed': 409,
  'survey.final': 409,
  // Excel would not open the workbook: the CSV has every row.
  'export.too-many-rows': 409,
  'crossing.already-listed': 409,
  // The number of flagged responses is no longer the one that was shown.
  'flag.changed': 409,
  // Another reader, or the author, has changed it since it was read.
  'comment.changed': 409,
  'crossing.not-listed': 409,
  'crossing.too-many': 409,
  'crossing.spent': 409,
  'publication.too-soon': 409,
  'publication.too-many': 409,
  // Answers to those who publish surveys.
  'survey.name': 400,
  'file.name': 400,
  'picture.unreadable': 400,
  'workbook.unreadable': 400,
  'survey.held-by-files': 409,
  'survey.exists': 409,
  'short.malformed': 400,
  'short.reserved': 409,
  'short.taken': 409,
  'token.exists': 409,
  'survey.answered': 409,
  'survey.not-published': 409,
  'draft.none': 409,
  'draft.exists': 409,
  'draft.faulty': 409,
  // Texts still begin with « MODÈLE : »: their author has to write them.
  'draft.unwritten': 409,
  'draft.too-many': 409,
  // The body has the report, which says where and what to write.
  'workbook.faulty': 409,
  // Something of it is not carried, which was not accepted.
  'workbook.undecided': 409,
  // Neither the file nor the address says in which language it is.
  'workbook.language': 409,
  'revision.changed': 409,
  'sealing.unproven': 409,
  'sealing.host-only': 403,
  'home.fixed': 409,
  // Somebody else has changed the survey since it was read.
  'draft.changed': 412,
  'survey.too-large': 413,
  'match.required': 428,
  'disk.full': 507,
  'token.full': 507,
  'site.full': 507,
  'body.too-large': 413,
  'body.unsupported-type': 415,
  'rate.limited': 429,
  // Reading the files took too long, which is no fault of theirs.
  'reading.late': 503,
  'storage.unavailable': 503,
} as const;
export type RequestCode = keyof typeof REQUEST_CODES;

/** Refused for now: the device tries these again after an update, a reopening, or once the key is back. */
export const TRY_AGAIN: readonly Problem[] = ['survey.revision-unknown', 'survey.closed', 'sealed.key-unknown'];
