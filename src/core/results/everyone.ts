/** The name of all groups together, and of the one group of a survey without strata. */
export const EVERYONE = 'all';
