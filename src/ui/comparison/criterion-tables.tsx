import type { ComponentChildren } from 'preact';
import type { DisplayedCount } from '../../core/results/disclosure/shares.ts';
import type { PastStudy } from '../../core/results/past-study.ts';
import { PastLine } from '../past/past-line.tsx';
import { PastNotes } from '../past/past-notes.tsx';
import type { SharingWords } from '../words/sharing-words.ts';
import { writeShareRange } from '../words/writing.ts';
import type { AnswerLine, CriterionLines, Group } from './compare.ts';
import styles from './comparison.module.css';

interface CriterionTablesProps {
  readonly words: SharingWords;
  readonly groups: readonly Group[];
  readonly criteria: readonly CriterionLines[];
  readonly nameOf: (group: string) => string;
  readonly past: PastStudy | undefined;
}

/** Shows the shares of the answers behind each criterion, next to what the past study printed for the same answer. */
export function CriterionTables({ criteria, ...props }: CriterionTablesProps) {
  const { words, groups, nameOf, past } = props;
  const text = words.sharing;
  const printed = criteria.flatMap(({ lines }) => lines.flatMap((line) => line.past.flat()));
  return (
    <details class={styles.criteria}>
      <summary>{text['comparison.criteria']}</summary>
      {criteria.map(({ id, title, level, lines }) => (
        <table key={id} class={`data-table ${styles.table}`}>
          <caption>
            {words.of(title)}
            {level && <span class={styles.level}> · {words.of(level)}</span>}
          </caption>
          <thead>
            <tr>
              <th scope="col">{text['comparison.answer']}</th>
              {groups.map((group) => (
                <th key={group.id} scope="col">
                  {nameOf(group.id)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <AnswerRows key={`${line.item} ${words.of(line.label)}`} {...props} line={line} />
            ))}
          </tbody>
        </table>
      ))}
      {past && <PastNotes words={words} past={past} figures={printed} />}
    </details>
  );
}

type AnswerRowsProps = Omit<CriterionTablesProps, 'criteria'> & { readonly line: AnswerLine };

function AnswerRows({ words, groups, nameOf, past, line }: AnswerRowsProps) {
  const text = words.sharing;
  const printed = past && line.past.flat().length > 0 ? past : undefined;
  const beside = groups.flatMap((group, place) => {
    const { blank, unknown } = line.beside[place] ?? {};
    const notes = [
      ...(blank === undefined ? [] : [text['comparison.blank'](words.number(blank))]),
      ...(unknown === undefined ? [] : [text['comparison.unknown'](words.number(unknown))]),
    ];
    return notes.length > 0 ? [`${nameOf(group.id)}, ${notes.join(' · ')}`] : [];
  });
  const columns = groups.length + 1;
  return (
    <>
      <Row
        class={printed || beside.length > 0 ? styles.hasPast : undefined}
        name={<span {...words.inSurvey}>{words.of(line.label)}</span>}
        cells={line.cells}
        words={words}
      />
      {beside.length > 0 && (
        <tr class={printed && styles.hasPast}>
          <td class={styles.base} colSpan={columns}>
            {beside.join('. ')}
          </td>
        </tr>
      )}
      {printed && (
        <tr>
          <td colSpan={columns}>
            {groups.map(({ id }, place) => (
              <PastLine
                key={id}
                words={words}
                past={printed}
                answers={[{ figures: line.past[place] ?? [] }]}
                group={id}
              />
            ))}
          </td>
        </tr>
      )}
    </>
  );
}

interface RowProps {
  readonly class?: string | undefined;
  readonly name: ComponentChildren;
  readonly cells: AnswerLine['cells'];
  readonly words: SharingWords;
}

export function Row({ class: given, name, cells, words }: RowProps) {
  return (
    <tr class={given}>
      <th scope="row">{name}</th>
      {cells.map((cell, place) => (
        <td key={place}>
          <ShareCell words={words} cell={cell} />
        </td>
      ))}
    </tr>
  );
}

/** Shows a share with its base, or that it is not published. */
function ShareCell({ words, cell }: { readonly words: SharingWords; readonly cell: DisplayedCount | undefined }) {
  const text = words.sharing;
  if (!cell || cell.isVague) return <>{text['comparison.held-back']}</>;
  const { share, range, counts, count, base } = cell;
  return (
    <>
      {share !== undefined && <strong>{text['comparison.about'](words.percent(share))} </strong>}
      {range && <span class={styles.base}>{writeShareRange(range, words.uiLanguage)} </span>}
      <span class={styles.base}>
        {words.number(count)} {text['comparison.base'](words.number(base))}
        {counts && counts.least < counts.most && ` ${text['comparison.within'](counts.least, counts.most)}`}
      </span>
    </>
  );
}
