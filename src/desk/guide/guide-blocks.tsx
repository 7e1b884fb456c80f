import { ColumnNames } from '../../ui/tables/column-names.tsx';
import { focusWhereWide } from '../../ui/tables/focus-where-wide.ts';
import type { GuideBlock } from './guide-text.ts';

interface GuideBlocksProps {
  readonly blocks: readonly GuideBlock[];
  readonly language: string;
}

export function GuideBlocks({ blocks, language }: GuideBlocksProps) {
  return (
    <>
      {blocks.map((block, place) => (
        <Block key={place} block={block} language={language} />
      ))}
    </>
  );
}

function Block({ block, language }: { readonly block: GuideBlock; readonly language: string }) {
  switch (block.kind) {
    case 'text':
      return (
        <p>
          <Marked text={block.text} />
        </p>
      );
    case 'list':
      return (
        <ul class="points">
          {block.items.map((item) => (
            <li key={item}>
              <Marked text={item} />
            </li>
          ))}
        </ul>
      );
    case 'terms':
      return (
        <dl class="guide-terms lines">
          {block.terms.map(([written, meaning]) => (
            <div key={written}>
              <dt>
                <code>{written}</code>
              </dt>
              <dd>
                <Marked text={meaning} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'sheet':
      return <Sheet name={block.sheet} rows={block.rows} />;
    case 'pictures':
      return (
        <div class="guide-pictures">
          {block.pictures.map(([name, caption]) => (
            <figure key={name} class={`is-${name}`}>
              <img src={pictureAddress(name, language)} alt="" loading="lazy" />
              <figcaption>
                <Marked text={caption} />
              </figcaption>
            </figure>
          ))}
        </div>
      );
  }
}

function pictureAddress(name: string, language: string): string {
  return new URL(`./pictures/${name}.${language}.png`, import.meta.url).href;
}

/** Rows of a workbook, drawn as a spreadsheet shows them. */
function Sheet({ name, rows }: { readonly name: string; readonly rows: readonly (readonly string[])[] }) {
  const [head = [], ...others] = rows;
  return (
    <figure class="guide-sheet" aria-label={name} ref={focusWhereWide}>
      <table>
        <ColumnNames names={head} />
        <tbody>
          {others.map((cells) => (
            <tr key={cells.join('|')}>
              {cells.map((cell, column) => (
                <td key={head[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption class="guide-tab">{name}</figcaption>
    </figure>
  );
}

function Marked({ text }: { readonly text: string }) {
  return <>{text.split('`').map((part, place) => (place % 2 === 1 ? <code key={place}>{part}</code> : part))}</>;
}
