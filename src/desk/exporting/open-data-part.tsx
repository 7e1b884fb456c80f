import { useState } from 'preact/hooks';
import { conductReply } from '../calls/desk-reply.ts';
import { useCalled } from '../calls/use-called.ts';
import { CalledPart } from '../parts/called-part.tsx';
import type { Desk } from '../parts/desk-context.ts';
import { itemName } from '../parts/item-name.ts';
import { ExportLine } from './export-line.tsx';

/** As the service takes them. */
const MOST_ITEMS = 8;

/** What may be published row by row: a few questions that the organiser names, once the survey is closed. */
export function OpenDataPart({ desk, look }: { readonly desk: Desk; readonly look: Readonly<Record<string, string>> }) {
  const { client, survey, words } = desk;
  const { exporting: text } = words.desk;
  const [items, setItems] = useState<readonly string[]>([]);
  const conduct = useCalled(
    (signal) => client.get(`/api/organiser/conduct/${survey.id}`, conductReply, signal),
    [client, survey.id],
  );
  const questions = survey.questions.filter(({ kind }) => kind !== 'text' && kind !== 'territory');
  const query = new URLSearchParams({ ...look, items: items.join(',') }).toString();
  return (
    <section aria-labelledby="open-data">
      <h2 id="open-data">{text.openTitle}</h2>
      <p>{text.openLead}</p>
      <CalledPart asked={conduct} words={words}>
        {({ closedFrom, today }) =>
          closedFrom === null || closedFrom > today ? (
            <p>{text.openLater}</p>
          ) : (
            <>
              <details class="choices">
                <summary>{text.openItems(words.number(items.length), words.number(MOST_ITEMS))}</summary>
                <fieldset>
                  <legend>{text.openLegend}</legend>
                  {questions.flatMap((question) =>
                    question.items
                      .filter((item) => item !== question.otherItem)
                      .map((item) => (
                        <label key={item} class="check">
                          <input
                            type="checkbox"
                            checked={items.includes(item)}
                            disabled={!items.includes(item) && items.length >= MOST_ITEMS}
                            onChange={({ currentTarget }) =>
                              setItems(
                                currentTarget.checked ? [...items, item] : items.filter((other) => other !== item),
                              )
                            }
                          />
                          {`${question.number} · ${itemName(question, item, words.of)}`}
                        </label>
                      )),
                  )}
                </fieldset>
              </details>
              {items.length === 0 ? (
                <p>{text.openNone}</p>
              ) : (
                <ul class="formats">
                  <ExportLine key={query} desk={desk} stem={survey.id} ending=".open.csv" query={query} />
                </ul>
              )}
            </>
          )
        }
      </CalledPart>
    </section>
  );
}
