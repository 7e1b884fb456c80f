/**
 * What a token may allow: metrics of the process, reading, comments, addresses left for a contact, deciding what is shown, preparing
 * surveys, and publishing them.
 */
export const SCOPES = ['metrics', 'read', 'comments', 'contacts', 'decide', 'author', 'publish'] as const;
export type Scope = (typeof SCOPES)[number];
