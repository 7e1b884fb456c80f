import { useMemo, useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { saveFile } from '../../ui/elements/save-file.ts';
import { type CrossingReply, decisionReply, lifecycleReply } from '../../wire/organiser/organiser-reply.ts';
import { effectText } from '../conducting/decision-form.tsx';
import { csvFile } from '../exporting/csv-file.ts';
import { CopyText } from '../inviting/copy-text.tsx';
import { ConfirmingForm, useAct } from '../parts/act.tsx';
import { NothingCounted } from '../parts/counted.tsx';
import { may, useDesk } from '../parts/desk-context.ts';
import { nameOfItem } from '../parts/item-name.ts';
import { StatusNote, useStatusText } from '../parts/status-note.tsx';
import { useGet } from '../parts/use-get.ts';
import { association } from './association.ts';
import { type CrossedTable, crossedTable } from './crossed-table.ts';
import { CrossingTable, type Shares } from './crossing-table.tsx';
import { filterWords, isFilter } from './filter-words.ts';
import { lineName, type Naming, offeredIn } from './item-words.ts';
import { useNaming } from './use-naming.tsx';

interface CrossingResultProps {
  readonly reply: CrossingReply;
  /** The filters of the table, in addition to its rows and columns. */
  readonly asked: URLSearchParams;
}

const SHARES: readonly Shares[] = ['column', 'row', 'whole'];

export function CrossingResult({ reply, asked }: CrossingResultProps) {
  const { me, withToday } = useDesk();
  const desk = useNaming();
  const { words } = desk;
  const { crossing: text } = words.desk;
  const [shares, setShares] = useState<Shares>('column');
  const table = useMemo(() => crossedTable(reply, offeredIn(desk.survey)), [reply, desk.survey]);
  const number = words.number;
  const filter = filterWords(desk, asked);
  const before = withToday ? undefined : me.today;
  const who = [filter, before ? words.desk.conducting.receivedBefore(words.date(before)) : '']
    .filter(Boolean)
    .join(', ');
  const lines = useMemo(() => plainTable(desk, reply, table, who), [desk, reply, table, who]);
  const plain = lines.map((line) => line.join('\t')).join('\n');
  return (
    <>
      <p class="count">
        {text.inTable(number(table.inside), table.inside)}
        <span class="help">{` ${outsideWords(desk, table, filter !== '')}`}</span>
      </p>
      {table.inside === 0 ? (
        table.n === 0 && <NothingCounted isFiltered={filter !== ''} />
      ) : (
        <div class="crossing stack">
          <fieldset class="options row screen-only">
            <legend>{text.shares}</legend>
            {SHARES.map((one) => (
              <label key={one} class="check">
                <input type="radio" name="shares" checked={shares === one} onChange={() => setShares(one)} />
                {text.shareOf[one]}
              </label>
            ))}
          </fieldset>
          <CrossingTable filter={who} reply={reply} table={table} shares={shares}>
            <p class="notice">{text.exact}</p>
            <div class="row screen-only">
              <CopyText key={plain} text={plain} label={text.copy} />
              <Button label={text.csv} onClick={() => saveFile(csvFile(lines), fileName(reply, asked, before))} />
              <Button label={words.desk.inviting.print} onClick={() => print()} />
            </div>
          </CrossingTable>
          <AssociationLine reply={reply} table={table} />
        </div>
      )}
      {[reply.rows.item, reply.columns.item].some((item) => item.startsWith('@')) ? null : (
        <PublishCrossing key={`${reply.rows.item} ${reply.columns.item}`} reply={reply} isFiltered={filter !== ''} />
      )}
    </>
  );
}

/** Who is not in the table, so that its cells and these add up to all of them. */
function outsideWords(desk: Naming, { n, blank, notAsked }: CrossedTable, isFiltered: boolean): string {
  const { number } = desk.words;
  const { crossing: text } = desk.words.desk;
  const without = [
    blank > 0 ? text.blank(number(blank)) : '',
    notAsked > 0 ? text.notAsked(number(notAsked)) : '',
  ].filter(Boolean);
  return text.outside(number(n), isFiltered, without.join(', '));
}

/** How strongly the two questions are associated among these respondents, in words. */
function AssociationLine({ reply, table }: { readonly reply: CrossingReply; readonly table: CrossedTable }) {
  const { words } = useDesk();
  const { crossing: text } = words.desk;
  if (reply.rows.isMultiple || reply.columns.isMultiple) return <p class="help">{text.severalNoV}</p>;
  const found = association(table.counts);
  if (found.kind === 'one-line') return <p class="help">{text.oneLine}</p>;
  if (found.kind === 'too-few') return <p class="help">{text.tooFewForV(words.number(found.needed))}</p>;
  return (
    <p>
      <b>{text.strengths[found.strength]}</b> {text.cramer(words.number(Number(found.v.toFixed(2))))}
      <span class="help">{` ${text.strengthHelp}`}</span>
    </p>
  );
}

/** Counts alone: shares are made of them. Its first cell says of what it is, since a file is read without the page. */
function plainTable(
  desk: Naming,
  reply: CrossingReply,
  { rows, columns, counts, ofRows, ofColumns, inside }: CrossedTable,
  filter: string,
): readonly (readonly string[])[] {
  const { total } = desk.words.desk.participation;
  const crossed = `${nameOfItem(desk, reply.rows.item)} × ${nameOfItem(desk, reply.columns.item)}`;
  return [
    [filter ? `${crossed} (${filter})` : crossed, ...columns.map((line) => lineName(desk, reply.columns, line)), total],
    ...rows.map((line, at) => [
      lineName(desk, reply.rows, line),
      ...(counts[at] ?? []).map(String),
      String(ofRows[at] ?? 0),
    ]),
    [total, ...ofColumns.map(String), String(inside)],
  ];
}

/** Two tables of other people never have the same name. */
function fileName({ rows, columns }: CrossingReply, asked: URLSearchParams, before: string | undefined): string {
  const filters = [...asked].filter(([name]) => isFilter(name)).map(([name, value]) => `${name}-${value}`);
  const name = [rows.item, columns.item, ...filters, ...(before ? [`before-${before}`] : [])].join('-');
  return `${name.replaceAll('@', '').replaceAll('|', '+')}.csv`;
}

interface PublishCrossingProps {
  readonly reply: CrossingReply;
  /** Whether the table on screen is filtered. A published one never is. */
  readonly isFiltered: boolean;
}

/** Publishes a crossing after a preview of the effects. The preview has no numbers, since noise is applied once, at the closing. */
function PublishCrossing({ reply, isFiltered }: PublishCrossingProps) {
  const desk = useDesk();
  const { client, survey, words } = desk;
  const { crossing: text } = words.desk;
  const [statusText, setStatusText] = useStatusText();
  const ask = (dryRun: boolean) => {
    const body = { survey: survey.id, rows: reply.rows.item, columns: reply.columns.item, wanted: 'listed', dryRun };
    return client.post('/api/organiser/crossing', body, decisionReply);
  };
  const act = useAct({
    preview: () => ask(true),
    act: () => ask(false),
    onDone: () => setStatusText(text.listed),
  });
  const conduct = useGet(`/api/organiser/conduct/${survey.id}`, lifecycleReply);
  const left = conduct.called?.kind === 'ok' ? (conduct.called.value.publication?.left ?? {}) : {};
  if (!may(desk, 'decide')) return null;
  const items = [reply.rows.item, reply.columns.item].filter((item) => left[item] !== undefined);
  return (
    <section aria-labelledby="publish" class="screen-only">
      <h2 id="publish">{text.publishTitle}</h2>
      {items.map((item) => (
        <p key={item} class="help">
          {text.left(nameOfItem(desk, item), left[item] ?? 0)}
        </p>
      ))}
      {act.isOpen ? (
        <ConfirmingForm
          act={act}
          title={text.publicWillRead}
          effects={
            act.preview && [
              ...(isFiltered ? [text.withoutFilter] : []),
              ...act.preview.effects.map((effect) => effectText(effect, words)),
              text.readBy(nameOfItem(desk, reply.rows.item), nameOfItem(desk, reply.columns.item)),
            ]
          }
          confirm={text.publishConfirm}
        />
      ) : (
        <Button label={text.publish} onClick={act.begin} />
      )}
      <StatusNote text={statusText} />
    </section>
  );
}
