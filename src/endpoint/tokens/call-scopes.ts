import type { Scope } from './scopes.ts';

/** `any`: every valid token. */
type Needed = Scope | 'any';
type Row = readonly [call: string, scope: Needed, ending?: string];

/** The scope that each call needs; the first row with a matching ending applies. */
export const CALL_SCOPES: readonly Row[] = [
  ['GET /api/organiser/me', 'any'],
  // Returns what the token may see of it.
  ['GET /api/organiser/journal', 'any'],
  ['GET /api/organiser/metrics', 'metrics'],
  ['GET /api/organiser/participation/:survey', 'read'],
  ['GET /api/organiser/refused', 'read'],
  ['GET /api/organiser/flags/:survey', 'read'],
  ['GET /api/organiser/crossings/:survey', 'read'],
  ['GET /api/organiser/questions/:survey', 'read'],
  ['GET /api/organiser/dossier/:survey', 'read'],
  ['GET /api/organiser/set-aside/:survey', 'read'],
  ['POST /api/organiser/set-aside', 'decide'],
  ['POST /api/organiser/take-back', 'decide'],
  ['POST /api/organiser/erase', 'decide'],
  ['GET /api/organiser/conduct/:survey', 'read'],
  ['POST /api/organiser/close', 'decide'],
  ['POST /api/organiser/reopen', 'decide'],
  ['POST /api/organiser/final', 'decide'],
  ['POST /api/organiser/publish', 'decide'],
  ['POST /api/organiser/crossing', 'decide'],
  ['POST /api/organiser/invited', 'decide'],
  ['POST /api/organiser/targets', 'decide'],
  ['GET /api/organiser/contacts/:survey', 'contacts'],
  ['POST /api/organiser/contacts/confirm', 'contacts'],
  ['POST /api/organiser/contacts/erase', 'contacts'],
  ['GET /api/organiser/comments/:survey', 'comments'],
  ['GET /api/organiser/texts/:survey', 'comments'],
  ['POST /api/organiser/comments', 'comments'],
  // The routes let in only those whose token allows everything.
  ['GET /api/organiser/tokens', 'publish'],
  ['POST /api/organiser/tokens', 'publish'],
  ['POST /api/organiser/tokens/prolong', 'publish'],
  ['POST /api/organiser/tokens/revoke', 'publish'],
  ['POST /api/organiser/tokens/code', 'publish'],
  ['GET /api/organiser/surveys', 'any'],
  ['GET /api/organiser/overview', 'any'],
  ['POST /api/organiser/home', 'publish'],
  ['GET /api/organiser/counts', 'read'],
  ['GET /api/organiser/examples', 'author'],
  ['POST /api/organiser/surveys/:survey/copy', 'author'],
  ['POST /api/organiser/surveys/:survey/text', 'author'],
  ['GET /api/organiser/surveys/:survey/preview', 'author'],
  ['PUT /api/organiser/surveys/:survey/published/:path{.+}', 'publish'],
  ['DELETE /api/organiser/surveys/:survey/published/:path{.+}', 'publish'],
  ['GET /api/organiser/surveys/:survey/keys', 'read'],
  // The routes let in only the host.
  ['POST /api/organiser/surveys/:survey/keys', 'publish'],
  ['POST /api/organiser/surveys/:survey/delete', 'publish'],
  ['PUT /api/organiser/surveys/:survey/draft/:path{.+}', 'author'],
  ['DELETE /api/organiser/surveys/:survey/draft/:path{.+}', 'author'],
  ['DELETE /api/organiser/surveys/:survey/draft', 'author'],
  ['POST /api/organiser/surveys/:survey/preview', 'author'],
  ['DELETE /api/organiser/surveys/:survey/preview', 'author'],
  ['GET /api/organiser/surveys/:survey/report', 'author'],
  ['GET /api/organiser/surveys/:survey/workbook', 'author'],
  ['GET /api/organiser/template', 'author'],
  ['GET /api/organiser/surveys/:survey/files/:path{.+}', 'author'],
  ['GET /api/organiser/surveys/:survey/archive', 'author'],
  ['POST /api/organiser/surveys/:survey/publish', 'publish'],
  ['POST /api/organiser/surveys/:survey/take-back', 'publish'],
  ['POST /api/organiser/surveys/:survey/withdraw', 'publish'],
  ['GET /api/export/:file', 'comments', '.comments.csv'],
  ['GET /api/export/:file', 'read'],
];

/** Throws for a call without a row, so that a new call cannot be open by mistake. */
export function scopeOf(call: string, path: string): Needed {
  const row = CALL_SCOPES.find(([known, , ending = '']) => known === call && path.endsWith(ending));
  if (!row) throw new Error(`no scope for ${call}`);
  return row[1];
}
