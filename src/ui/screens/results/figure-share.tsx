import { useState } from 'preact/hooks';
import { pageAddress, withoutScheme } from '../../address/addresses.ts';
import { Button } from '../../elements/button.tsx';
import { saveFile } from '../../elements/save-file.ts';
import { preload } from '../../elements/use-code.ts';
import { browserOutlets, type HandoverOutcome, handOver } from '../../elements/web-share.ts';
import type { SheetInput } from '../../picture/figure-sheet.ts';
import type { Block } from '../../results/outline.ts';
import { titleOf } from '../../results/titles.ts';
import styles from './results.module.css';

export interface FigureShareProps extends Omit<SheetInput, 'title' | 'address'> {
  readonly block: Block;
}

/** Shares the figure as a picture that says where it is from, where the browser can; else copies or saves it. */
export function FigureShare({ block, figure, input, of, caption }: FigureShareProps) {
  const [done, setDone] = useState<{ readonly how: HandoverOutcome | 'failed'; readonly file?: File }>();
  const { survey, results, words } = input;
  const text = words.results;
  const share = async () => {
    const title = titleOf(block, words);
    const address = pageAddress(location.origin, { screen: 'results', block: block.address }, survey.id);
    const marked = results.demonstration ? ['demonstration'] : [];
    const [sheet, drawing] = await Promise.all([
      preload(() => import('../../picture/figure-sheet.ts')),
      preload(() => import('../../picture/draw-figure.ts')),
    ]);
    const file =
      sheet && drawing
        ? await drawing.drawFigure(
            sheet.figureSheetOf({ title, figure, input, of, caption, address: withoutScheme(address) }),
            [survey.id, ...marked, block.address].join('-'),
          )
        : undefined;
    setDone(file ? { how: await handOver(file, `${title} ${address}`, browserOutlets()), file } : { how: 'failed' });
  };
  const file = done?.file;
  return (
    <div class="row" data-figure-share={done?.how ?? ''}>
      <Button label={text['picture.share']} class={`quiet ${styles.own}`} onClick={() => void share()} />
      {done?.how === 'copied' && file && (
        <Button label={text['picture.save']} class="quiet" onClick={() => saveFile(file, file.name)} />
      )}
      <p class="aside" role="status">
        {done && done.how !== 'shared' && done.how !== 'cancelled' && text[`picture.${done.how}`]}
      </p>
    </div>
  );
}
