import { type MessageFormatElement, type PluralElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { typeset } from '../../ui/words/typeset.ts';

/** How an argument is used: printed as it is, counted, true or not, printed where it is there, or one of some words. */
export type ArgumentKind = 'any' | 'number' | 'boolean' | 'optional' | 'string';
export type ArgumentKinds = ReadonlyMap<string, ArgumentKind>;

/** The spaces inside a number, before a unit, and before the number of a page. */
const NUMBERS = /(?<=\d) (?=\d{3}(?!\d))| (?=[kM]o\b)|(?<=\bp\.) /g;
/** How many whole numbers are tried to know the forms of a language. Counts of a survey stay below. */
const TRIED = 10_000;

/** Reads an ICU message. Throws a `SyntaxError` where it is none, or has what is not compiled: dates, times, ordinals, offsets, styles. */
export function readMessage(text: string): readonly MessageFormatElement[] {
  const bare = unquoted(text);
  if (bare.split('{').length !== bare.split('}').length) throw new SyntaxError('UNBALANCED');
  const elements = parse(text, { ignoreTag: true, shouldParseSkeletons: false });
  for (const element of everyElement(elements)) {
    const isOrdinal = element.type === TYPE.plural && (element.pluralType === 'ordinal' || element.offset !== 0);
    const isStyled = element.type === TYPE.number && element.style;
    if (element.type === TYPE.date || element.type === TYPE.time || isOrdinal || isStyled)
      throw new SyntaxError('NOT_COMPILED');
  }
  return elements;
}

/** Leaves out what is between quotation marks, where braces are only braces, and `''`, which is one apostrophe. */
export function unquoted(text: string): string {
  return text.replaceAll(/'[{}][^']*'|''/g, '');
}

export function argumentsOf(elements: readonly MessageFormatElement[]): ArgumentKinds {
  const kinds = new Map<string, ArgumentKind>();
  for (const element of everyElement(elements)) {
    if (element.type === TYPE.literal || element.type === TYPE.pound || element.type === TYPE.tag) continue;
    const kind = kindOf(element);
    const known = kinds.get(element.value) ?? kind;
    const isOptional = (kind === 'any' && known === 'boolean') || (kind === 'boolean' && known === 'any');
    kinds.set(element.value, isOptional ? 'optional' : known === 'any' ? kind : known);
  }
  return kinds;
}

function kindOf(element: MessageFormatElement): ArgumentKind {
  if (element.type === TYPE.number || element.type === TYPE.plural) return 'number';
  if (element.type !== TYPE.select) return 'any';
  return Object.keys(element.options).sort().join() === 'other,true' ? 'boolean' : 'string';
}

/** The arguments that a message prints. The others choose between its words. */
export function printedIn(elements: readonly MessageFormatElement[]): ReadonlySet<string> {
  const names = everyElement(elements).flatMap((element) => {
    if (element.type === TYPE.argument || element.type === TYPE.number) return [element.value];
    const hasNumber = branchesOf(element).some((branch) => branch.some(({ type }) => type === TYPE.pound));
    return hasNumber && element.type === TYPE.plural ? [element.value] : [];
  });
  return new Set(names);
}

export function pluralsOf(elements: readonly MessageFormatElement[]): readonly PluralElement[] {
  return everyElement(elements).filter((element) => element.type === TYPE.plural);
}

/** The number of characters of the longest text that a message makes, without its arguments. */
export function textLength(elements: readonly MessageFormatElement[]): number {
  return elements.reduce((length, element) => {
    if (element.type === TYPE.literal) return length + element.value.length;
    const branches = branchesOf(element).map(textLength);
    return length + Math.max(0, ...branches);
  }, 0);
}

interface PluralForms {
  readonly forms: readonly string[];
  /** Declares `$plural`, which picks the form of a number. */
  readonly code: string;
}

const known = new Map<string, PluralForms>();

/** The plural forms that whole numbers take in a language, in the order of `Intl.PluralRules`. */
export function formsIn(language: string): PluralForms {
  const found = known.get(language) ?? triedForms(language);
  known.set(language, found);
  return found;
}

function triedForms(language: string): PluralForms {
  const rules = new Intl.PluralRules(language);
  const formOf = Array.from({ length: TRIED }, (_, n) => rules.select(n));
  const forms = ['zero', 'one', 'two', 'few', 'many', 'other'].filter((form) => formOf.some((one) => one === form));
  const indexes = formOf.map((form) => forms.indexOf(form));
  const table = indexes.slice(0, 200);
  const last = forms.length - 1;
  while (table.at(-1) === last) table.pop();
  const repeats = table.length > 100;
  const at = (n: number) => table[repeats && n >= 200 ? 100 + (n % 100) : n] ?? last;
  if (indexes.some((index, n) => index !== at(n)))
    throw new Error(`The plurals of ${language} do not repeat by hundreds`);
  const place = repeats ? 'n < 200 ? n : 100 + (n % 100)' : 'n';
  return { forms, code: `const $plural = (n, ...forms) => forms['${table.join('')}'[${place}] ?? ${last}];` };
}

/** Writes a message as a template of JavaScript, in which `$plural` picks the form of a number. */
export function codeOf(elements: readonly MessageFormatElement[], language: string, forms: readonly string[]): string {
  const write = (some: readonly MessageFormatElement[], counted: string): string =>
    `\`${some.map((element) => part(element, counted)).join('')}\``;
  const part = (element: MessageFormatElement, counted: string): string => {
    switch (element.type) {
      case TYPE.literal:
        return typesetIn(element.value, language).replaceAll(/[\\`]|\$(?=\{)/g, '\\$&');
      case TYPE.pound:
        return `\${${counted}}`;
      case TYPE.plural: {
        const branch = (key: string) => write(element.options[key]?.value ?? [], element.value);
        const exact = Object.keys(element.options).filter((key) => key.startsWith('='));
        const picked = `$plural(${[element.value, ...forms.map(branch)].join(', ')})`;
        return `\${${exact.map((key) => `${element.value} === ${key.slice(1)} ? ${branch(key)} : `).join('')}${picked}}`;
      }
      case TYPE.select: {
        const { other, ...named } = element.options;
        const cases = Object.entries(named).map(([key, { value }]) => {
          const test = kindOf(element) === 'boolean' ? element.value : `${element.value} === '${key}'`;
          return `${test} ? ${write(value, counted)} : `;
        });
        return `\${${cases.join('')}${write(other?.value ?? [], counted)}}`;
      }
      default:
        return 'value' in element ? `\${${element.value}}` : '';
    }
  };
  return write(elements, '');
}

/** Sets the spaces and apostrophes of a language. */
export function typesetIn(text: string, language: string): string {
  const set = typeset(text, language);
  return language.split('-')[0] === 'fr' ? set.replaceAll(NUMBERS, '\u00a0') : set;
}

function branchesOf(element: MessageFormatElement): readonly (readonly MessageFormatElement[])[] {
  if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
  return Object.values(element.options).map(({ value }) => value);
}

function everyElement(elements: readonly MessageFormatElement[]): readonly MessageFormatElement[] {
  return elements.flatMap((element) => [element, ...branchesOf(element).flatMap(everyElement)]);
}
