import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import { EVERYONE } from '../../../core/results/everyone.ts';
import type { Question } from '../../../core/survey/questionnaire.ts';
import type { LocalText } from '../../../core/survey/survey-parts.ts';
import { dayOf } from '../../../wire/day.ts';
import type { Results } from '../../../wire/results.ts';
import { matrixRow } from '../table/codebook.ts';
import type { ExportItem } from '../table/export-items.ts';
import { publicItems } from './public-table.ts';

/*
 * `ddi-codebook.xml`: the study, its questions and the published frequencies of all respondents, in DDI-Codebook 2.5, which data
 * archives catalogue. Elements are in the order of its schema.
 */

export function ddiCodebook(published: PublishedSurvey, publication: Results, now: Date): string {
  const { current } = published;
  const [language = ''] = current.languages;
  const say = (text: LocalText | undefined) => escaped(text?.[language] ?? '');
  const items = publicItems(published);
  return `<?xml version="1.0" encoding="UTF-8"?>
<codeBook xmlns="ddi:codebook:2_5" version="2.5" xml:lang="${escaped(language)}">
${studyOf(published, publication, now, say)}
  <fileDscr ID="tables">
    <fileTxt><fileName>tables.csv</fileName><fileType>text/csv</fileType></fileTxt>
  </fileDscr>
  <dataDscr>
${items.map((item) => variableOf(item, publication, say)).join('\n')}
  </dataDscr>
</codeBook>
`;
}

type Say = (text: LocalText | undefined) => string;

function studyOf({ current }: PublishedSurvey, publication: Results, now: Date, say: Say): string {
  const { notice, opening } = current;
  const asOf = publication.strata[EVERYONE]?.asOf;
  const { openedOn, closedFrom, made, phase } = publication;
  const dates = [
    ...(openedOn ? [`<collDate event="start" date="${openedOn}"/>`] : []),
    ...[asOf ?? '', closedFrom ?? asOf ?? '']
      .sort()
      .slice(0, asOf ? 1 : 0)
      .map((day) => `<collDate event="end" date="${day}"/>`),
  ].join('');
  const marks = [phase, ...(publication.demonstration ? ['demonstration: the responses are made up'] : [])].join('; ');
  return `  <stdyDscr>
    <citation>
      <titlStmt><titl>${say(current.title)}</titl><IDNo>${escaped(current.id)}</IDNo></titlStmt>
      <rspStmt><AuthEnty>${notice ? say(notice.controller) : 'demonstration'}</AuthEnty></rspStmt>
      <prodStmt><prodDate date="${dayOf(now)}"/><software>Baromètre${made?.code ? ` (code SHA-256 ${made.code})` : ''}</software></prodStmt>
      <verStmt><version>revision ${current.revision}; ${escaped(marks)}${made ? `; survey SHA-256 ${made.survey}` : ''}</version></verStmt>
    </citation>
    <stdyInfo>
      <abstract>${say(opening.why)}</abstract>
      <sumDscr>${dates}<universe>${say(opening.who)}</universe><dataKind>aggregate data</dataKind></sumDscr>
    </stdyInfo>
    <method>
      <dataColl>
        <sampProc>Self-selected respondents who followed a link. No sampling frame, no random draw.</sampProc>
        <collMode>Self-administered questionnaire: web, or a lent tablet.</collMode>
        <weight>No weights.</weight>
      </dataColl>
      <notes>Counts carry two-sided geometric noise (differential privacy under continual observation, epsilon ${publication.epsilon} a cell).</notes>
    </method>
    <dataAccs><useStmt><restrctn>${notice?.licence ? `${say(notice.licence.title)}: ${escaped(notice.licence.url)}` : 'No licence was declared.'}</restrctn></useStmt></dataAccs>
  </stdyDscr>`;
}

function variableOf({ id, title, question, options }: ExportItem, publication: Results, say: Say): string {
  const shown = publication.strata[EVERYONE]?.items[id];
  const row = matrixRow(question, id);
  const categories = categoriesOf(question, options, say).map(([value, label]) => {
    const count = shown?.counts[value];
    const stat = count === undefined ? '' : `<catStat type="freq">${count}</catStat>`;
    return `      <catgry><catValu>${escaped(value)}</catValu><labl>${label}</labl>${stat}</catgry>`;
  });
  return [
    `    <var ID="${escaped(id)}" name="${escaped(id)}" files="tables">`,
    `      <labl>${say(row?.label ?? title)}</labl>`,
    `      <qstn><qstnLit>${say(question.text)}</qstnLit></qstn>`,
    ...(shown ? [`      <TotlResp>${shown.base}</TotlResp>`] : []),
    ...categories,
    `      <varFormat type="${question.kind === 'number' ? 'numeric' : 'character'}"/>`,
    '    </var>',
  ].join('\n');
}

/** Numbers have no options. */
function categoriesOf(
  { kind }: Question,
  options: ExportItem['options'],
  say: Say,
): readonly (readonly [string, string])[] {
  return kind === 'number' ? [] : options.map(({ id, label }) => [id, say(label)]);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  // XML 1.0 has no control characters but tab and line ends.
  return text
    .replaceAll(/[&<>"]/g, (one) => ENTITIES[one] ?? one)
    .replaceAll(/[^\t\n\r -\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');
}
