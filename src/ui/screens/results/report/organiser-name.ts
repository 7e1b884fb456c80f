const STREET =
  'rue|place|avenue|boulevard|allée|chemin|quai|impasse|route|cours|BP|CS|street|road|square|calle|plaza|straße';
/** A postal address after a name: it has a number, or begins with a kind of street. */
const ADDRESS = new RegExp(`\\s*(?:[,;،]|\\s[–—-]\\s)\\s*(?=[^,;،]*\\d|(?:${STREET})\\s).*$`, 'iu');

/** The name in « Mairie de Test, 1 place de la Mairie »: a notice has name and address of the organiser in one text. */
export function organiserName(controller: string): string {
  const [name = ''] = controller.split('\n');
  return name.replace(ADDRESS, '').trim();
}
