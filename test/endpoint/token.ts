/** The organiser's token of the tests. In a file that imports nothing, since the bench cannot load what draws pages. */
export const TOKEN = 'organiser-token-of-the-tests';
