import { isLocalText } from '../../../core/survey/survey-parts.ts';
import type { OutputRow } from './sheet-columns.ts';

/** A key of the sheets `barometre` and `notice`. */
export interface SettingKey {
  /** As it is written; it is read whatever its signs and capitals. */
  readonly key: string;
  /** Other names of it, without accents and signs. */
  readonly names?: readonly string[];
  /** The place of its value in the JSON file. */
  readonly path: string;
  /** Reads a value of no language; `undefined` for one that does not suit. Without this it is a text in each language. */
  readonly read?: (written: string) => string | number | boolean | undefined;
}

const within = (least: number, most: number, isWhole: boolean) => (written: string) => {
  const number = written === '' ? Number.NaN : Number(written);
  return number >= least && number <= most && (Number.isInteger(number) || !isWhole) ? number : undefined;
};
const whole = within(-Infinity, Infinity, true);
const months = within(1, Infinity, true);
const day = (written: string) => written.slice(0, 10) || undefined;
const word = (written: string) => written;
const yesOrNo = (written: string) =>
  /^(yes|oui|no|non|true|false)$/i.test(written) ? /^(yes|oui|true)$/i.test(written) : undefined;

/** The keys of the sheet `barometre`, with their places in the survey file; `interface` and `copy` are in `presentation.json`. */
export const OVERALL_KEYS: readonly SettingKey[] = [
  { key: 'title', names: ['titre'], path: 'title' },
  { key: 'who', names: ['qui'], path: 'opening.who' },
  { key: 'why', names: ['pourquoi'], path: 'opening.why' },
  { key: 'kept', names: ['conserve', 'ce-qui-est-conserve'], path: 'opening.kept' },
  { key: 'origin', names: ['origine'], path: 'opening.origin' },
  { key: 'minutes', path: 'opening.minutes', read: whole },
  { key: 'partials', names: ['partiels'], path: 'partials', read: yesOrNo },
  { key: 'copy', names: ['copie'], path: 'copy', read: yesOrNo },
  { key: 'stratum', names: ['strate'], path: 'stratum', read: (written) => written || undefined },
  { key: 'interface', path: 'interface', read: (written) => written || undefined },
  { key: 'opens_on', path: 'opensOn', read: day },
  { key: 'closed_from', path: 'closedFrom', read: day },
  { key: 'typology_title', names: ['titre-de-la-typologie'], path: 'typology.title' },
  { key: 'composite_below', path: 'typology.compositeBelow', read: whole },
  { key: 'composite_margin', path: 'typology.affinity.compositeMargin', read: within(0, 0.5, false) },
  { key: 'blank_rows', path: 'typology.blankRows', read: (written) => (written === 'missing' ? written : undefined) },
];

/** The keys of the sheet `notice`, with their places in `notice.json`. Those of channels have the id of the channel in them. */
export const NOTICE_KEYS: readonly SettingKey[] = [
  { key: 'controller', names: ['responsable'], path: 'controller' },
  { key: 'contact', path: 'contact' },
  { key: 'dpo', path: 'dpo' },
  { key: 'purpose', names: ['finalite'], path: 'purpose' },
  { key: 'legal_basis', names: ['legalbasis', 'base-legale'], path: 'legalBasis' },
  { key: 'mandatory', path: 'participation.mandatory', read: (written) => /^(yes|oui|true)$/i.test(written) },
  { key: 'consequence', path: 'participation.consequence' },
  { key: 'recipients', names: ['destinataires'], path: 'recipients' },
  { key: 'retention_answers', path: 'retention.answers', read: months },
  { key: 'retention_contacts', path: 'retention.contacts', read: months },
  { key: 'rights', names: ['droits'], path: 'rights' },
  { key: 'complaint', names: ['reclamation'], path: 'complaint' },
  { key: 'short', names: ['adresse-courte'], path: 'short', read: word },
  { key: 'licence_name', path: 'licence.name', read: word },
  { key: 'licence_title', path: 'licence.title' },
  { key: 'licence_url', path: 'licence.url', read: word },
];

/** Writes the keys that a JSON file has values for. */
export function settingRows(keys: readonly SettingKey[], json: object): readonly OutputRow[] {
  return keys.flatMap(({ key, path }): readonly OutputRow[] => {
    const value: unknown = path.split('.').reduce((node, part) => Object(node)[part], json);
    if (value === undefined) return [];
    if (typeof value === 'object') return value && isLocalText(value) ? [{ key, value }] : [];
    return [{ key, value: typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value) }];
  });
}
