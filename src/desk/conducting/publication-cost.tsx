import { CalledPart } from '../parts/called-part.tsx';
import { ColumnHeads } from '../parts/column-heads.tsx';
import { useDesk } from '../parts/desk-context.ts';
import { stratumName } from '../parts/item-name.ts';
import { noiseCosts } from './noise-cost.ts';
import { usePublished } from './use-published.ts';

/** Said before a publication is ordered: how much less accurate it makes the previews. */
export function PublicationCost() {
  const desk = useDesk();
  const { words } = desk;
  const { conducting: text } = words.desk;
  const asked = usePublished(desk);
  const points = (value: number) => words.number(Number(value.toFixed(1)));
  return (
    <CalledPart asked={asked}>
      {(results) =>
        results === undefined || results.phase === 'results' ? null : (
          <>
            <div class="wide">
              <table>
                <caption class="help">
                  <b>{text.cost}</b> {text.costHelp}
                </caption>
                <ColumnHeads first={text.stratum} numbers={[text.costNow, text.costAfter]} />
                <tbody>
                  {noiseCosts(results).map(({ stratum, now, after }) => (
                    <tr key={stratum}>
                      <th scope="row">{stratumName(desk, stratum)}</th>
                      <td class="number">{points(now)}</td>
                      <td class="number">{points(after)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <p class="help">{text.costFinal}</p>
          </>
        )
      }
    </CalledPart>
  );
}
