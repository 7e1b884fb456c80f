import type { Covered, Population } from '../../core/results/population.ts';
import { useDesk } from '../parts/desk-context.ts';
import { ColumnHeads } from '../parts/number-table.tsx';

interface KnownTotalsProps {
  readonly population: Population;
  readonly covered: readonly Covered[];
}

export function KnownTotals({ population, covered }: KnownTotalsProps) {
  const { survey, words } = useDesk();
  const text = words.desk.coverage;
  const strata = survey.question.get(survey.stratum ?? '')?.choice;
  const sizes = survey.question.get(population.by ?? '')?.choice;
  const exceeded = covered.filter(({ isExceeded }) => isExceeded);
  /** « 31 621 · 91 % ». */
  const withShare = (part: number, whole: number) => {
    if (part === 0) return words.number(part);
    const share = part / whole;
    return `${words.number(part)} · ${share < 0.01 ? `< ${words.percent(0.01)}` : words.percent(share)}`;
  };
  const nameOf = (stratum: string) => words.of(strata?.get(stratum)?.label ?? {});
  return (
    <>
      <p class="help">{text.noRate}</p>
      {exceeded.length > 0 ? (
        <div class="notice">
          {exceeded.map(({ stratum, total, respondents = 0 }) => (
            <p key={stratum}>{text.exceeded(nameOf(stratum), words.number(respondents), words.number(total))}</p>
          ))}
          <p class="help">{text.exceededWhy}</p>
        </div>
      ) : null}
      <details>
        <summary>{text.table}</summary>
        <div class="wide">
          <table>
            <ColumnHeads first={text.group} numbers={[text.total, text.responses]} />
            {covered.map(({ stratum, total, respondents = 0, parts }) => (
              <tbody key={stratum}>
                <tr>
                  <th scope="rowgroup">
                    <b>{nameOf(stratum)}</b>
                  </th>
                  <td class="number">{words.number(total)}</td>
                  <td class="number">{words.number(respondents)}</td>
                </tr>
                {parts.map((part) => (
                  <tr key={part.option}>
                    <th scope="row">{words.of(sizes?.get(part.option)?.label ?? {})}</th>
                    <td class="number">{withShare(part.total, total)}</td>
                    <td class="number">{withShare(part.respondents ?? 0, respondents)}</td>
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </div>
        <p class="help">{words.of(population.source)}</p>
      </details>
    </>
  );
}
