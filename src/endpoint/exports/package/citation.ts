import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import { EVERYONE } from '../../../core/results/everyone.ts';
import type { Results } from '../../../wire/results.ts';

/** `CITATION.cff` of the published tables. Strings of JSON are strings of YAML. */
export function citationOf({ current }: PublishedSurvey, { strata, phase, demonstration }: Results): string {
  const [language = ''] = current.languages;
  const asOf = strata[EVERYONE]?.asOf;
  const mark = demonstration ? ' (demonstration: the responses are made up)' : '';
  const lines: readonly (readonly [string, string] | undefined)[] = [
    ['cff-version', '1.2.0'],
    ['message', JSON.stringify('If you use these tables, please cite them as below.')],
    ['type', 'dataset'],
    ['title', JSON.stringify(`${current.title[language] ?? current.id}${mark}`)],
    ['authors', `\n  - name: ${JSON.stringify(current.notice?.controller[language] ?? 'demonstration')}`],
    ['version', JSON.stringify(`revision ${current.revision}, ${phase}`)],
    asOf === undefined ? undefined : ['date-released', asOf],
    current.notice?.licence && ['license-url', JSON.stringify(current.notice.licence.url)],
    ['abstract', JSON.stringify(current.opening.why[language] ?? '')],
  ];
  return lines.flatMap((line) => (line ? [`${line[0]}: ${line[1]}\n`.replace(': \n', ':\n')] : [])).join('');
}
