/* What a page says beside its shares. A base is a number of responses, or of those who answered a past study. */

const UNITS =
  'réponses? répondants citations communes départements régions intercommunalités sur responses? respondents mentions municipalities regions inter-municipal of';
const BASE = new RegExp(`(\\d[\\d\\u00a0,]*)\\s+(?:${UNITS.replaceAll(' ', '|')})(?!\\p{L})`, 'giu');
const SHARE = /(?<![\d,.])\d+\s?%/;
/** A share, then its count. */
const COUNTED = /(?<![\d,.])(\d+)\s?%\s+(\d[\d\u00a0,]*)(?![\d\u00a0,/]|\s*(?:à|to|%|sur|of|study))/g;
const PLACES = 'td, li, p, caption, th:has([data-small])';
/** Where « % » is no share of responses: a sign that is explained, the words of a study about itself. */
const NO_SHARE = 'dd, blockquote, [data-line], [data-past="changed"], [data-results="left"]';

/** The bases that a text names. */
export function basesIn(text: string): readonly number[] {
  return [...text.matchAll(BASE)].map(([, base = '']) => numberOf(base));
}

/** The shares of a page without a base beside them, or with none that they could have been divided by. */
export function sharesWithoutBase(page: Element): readonly string[] {
  wordsRead = new Map();
  const places = [...page.querySelectorAll(PLACES)].filter(
    (one) => !one.closest(NO_SHARE) && !one.querySelector(PLACES),
  );
  return places.flatMap((place) => {
    const text = wordsOf(place).replaceAll(/[«“].*?[»”]|(?:95|100)\s?%/g, '');
    if (!SHARE.test(text)) return [];
    const near = place.closest('tr') ? aroundCell(place) : text;
    const bases = basesIn(near);
    const isFound = ([, share, count = '']: RegExpExecArray) =>
      bases.some((base) => Math.abs(Number(share) - (100 * numberOf(count)) / base) < 0.51);
    return bases.length > 0 && [...text.matchAll(COUNTED)].every(isFound) ? [] : [`${text} | ${near}`];
  });
}

/** A table names the base in the row of a share, above or below it, at the head of its column or in its caption. */
function aroundCell(place: Element): string {
  const [row, table, column] = [
    place.closest('tr'),
    place.closest('table'),
    place instanceof HTMLTableCellElement ? place.cellIndex : 0,
  ];
  const heads = [...(table?.tHead?.rows[0]?.cells ?? [])];
  const cells = [...(row?.cells ?? [])].map(
    (cell, at, all) => `${wordsOf(cell)} ${wordsOf(heads.at(at - all.length))}`,
  );
  const below = [...(table?.querySelectorAll('tbody:last-child tr') ?? [])].map((one) => one.children[column]);
  const first = place.closest('tbody')?.rows[0]?.cells[0];
  return [table?.caption, heads[column], first, row?.previousElementSibling, ...below]
    .map(wordsOf)
    .concat(cells)
    .join(' ; ');
}

/** The words of elements of one page: each cell of a table is read for every other of its row and column. */
let wordsRead = new Map<Element, string>();

/** The words of an element, those of its parts set apart. */
function wordsOf(element: Element | null | undefined): string {
  if (!element) return '';
  const known = wordsRead.get(element);
  if (known !== undefined) return known;
  const words = element.innerHTML.replaceAll(/<[^>]+>/g, '\u2003').replaceAll('&nbsp;', '\u00a0');
  wordsRead.set(element, words);
  return words;
}

function numberOf(text: string): number {
  return Number(text.replaceAll(/\D/g, ''));
}
