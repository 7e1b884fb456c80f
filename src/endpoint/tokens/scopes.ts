/** What a token may allow: counts of the process, reading, comments, addresses left for a contact, and changing what is shown. */
export const SCOPES = ['metrics', 'read', 'comments', 'contacts', 'decide'] as const;
export type Scope = (typeof SCOPES)[number];
