/** The name under which all groups are shown together, and the one group of a survey that divides nobody. */
export const EVERYONE = 'all';
