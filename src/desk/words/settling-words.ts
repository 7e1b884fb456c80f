import type { Contradiction } from '../../dossier/to-settle.ts';
import { type DeskWords, wordFor } from './desk-words.ts';

/** Puts those of one code together, which are said in one sentence. */
export function byCode(found: readonly Contradiction[]): readonly (readonly Contradiction[])[] {
  return [...new Set(found.map(({ code }) => code))].map((code) => found.filter((one) => one.code === code));
}

/** Writes what a person has to settle, of one code, and where that is done: in the notice, by the host, or with other controllers. */
export function settlingText(same: readonly Contradiction[], { desk, number }: DeskWords) {
  const { settling: text, parts } = desk.dossier;
  const { code = '', promised = 0, actual, names = [] }: Partial<Contradiction> = same[0] ?? {};
  const [name = code, detail = ''] = wordFor(text.codes, code) ?? [];
  const partNames = same.flatMap(({ part }) => (part ? [wordFor(parts, `notice.${part}`) ?? part] : []));
  const about = [...partNames, ...names].join(', ');
  const title = /erased/.test(code)
    ? text.erases(promised, actual ? number(actual) : undefined)
    : about
      ? text.about(name, about)
      : name;
  const place = partNames.length > 0 || actual ? 'notice' : code === 'other-controllers' ? 'processor' : 'it';
  return { title, detail, place } as const;
}
