/**
 * A token may allow these: metrics of the process, reading, comments, addresses left for a contact, deciding what is shown, preparing
 * surveys, and publishing them.
 */
export const SCOPES = ['metrics', 'read', 'comments', 'contacts', 'decide', 'author', 'publish'] as const;
export type Scope = (typeof SCOPES)[number];

/** The name is written to the log at each use. */
export const TOKEN_NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;
