import type { Notice } from '../../../core/survey/notice.ts';
import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { SurveyFile } from '../../../core/survey/survey-schema.ts';
import { inColumns, type WrittenRow } from './survey-sheets.ts';

/** Writes the sheet `barometre`. */
export function overallRows({
  title,
  opening,
  partials,
  stratum,
  opensOn,
  closedFrom,
  typology,
  languages,
}: SurveyFile): readonly WrittenRow[] {
  const text = (key: string, texts: LocalText | undefined): readonly WrittenRow[] =>
    texts ? [{ key, ...inColumns('value', texts) }] : [];
  const plain = (key: string, value: string | number | undefined): readonly WrittenRow[] =>
    value === undefined ? [] : [{ key, value: String(value) }];
  return [
    ...(languages.length > 1 ? text('title', title) : []),
    ...text('who', opening.who),
    ...text('why', opening.why),
    ...text('kept', opening.kept),
    ...text('origin', opening.origin),
    ...plain('minutes', opening.minutes),
    ...plain('partials', partials ? 'yes' : 'no'),
    ...plain('stratum', stratum),
    ...plain('opens_on', opensOn),
    ...plain('closed_from', closedFrom),
    ...text('typology_title', typology?.title),
    ...plain('composite_below', typology?.compositeBelow),
    ...plain('composite_margin', typology?.affinity?.compositeMargin),
    ...plain('blank_rows', typology?.blankRows),
  ];
}

/** Writes the sheet `notice`. */
export function noticeRows({
  participation,
  retention,
  channels = [],
  licence,
  ...notice
}: Notice): readonly WrittenRow[] {
  const text = (key: string, texts: LocalText | undefined): readonly WrittenRow[] =>
    texts ? [{ key, ...inColumns('value', texts) }] : [];
  const plain = (key: string, value: string | number | undefined): readonly WrittenRow[] =>
    value === undefined ? [] : [{ key, value: String(value) }];
  return [
    ...text('controller', notice.controller),
    ...text('contact', notice.contact),
    ...text('dpo', notice.dpo),
    ...text('purpose', notice.purpose),
    ...text('legal_basis', notice.legalBasis),
    ...plain('mandatory', participation.mandatory ? 'yes' : 'no'),
    ...text('consequence', participation.consequence),
    ...text('recipients', notice.recipients),
    ...plain('retention_answers', retention.answers),
    ...plain('retention_contacts', retention.contacts),
    ...text('rights', notice.rights),
    ...text('complaint', notice.complaint),
    ...channels.flatMap(({ id, label }) => text(`channel ${id}`, label)),
    ...plain('licence_name', licence?.name),
    ...text('licence_title', licence?.title),
    ...plain('licence_url', licence?.url),
  ];
}
