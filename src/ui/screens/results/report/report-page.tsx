import { useEffect, useRef, useState } from 'preact/hooks';
import { hrefTo } from '../../../address/routes.ts';
import { surveyFile } from '../../../address/survey-files.ts';
import { Button } from '../../../elements/button.tsx';
import { useScreen } from '../../../elements/use-screen.ts';
import { Emblem } from '../../../emblems/emblem.tsx';
import { Mark } from '../../../emblems/mark.tsx';
import { type FigureInput, figureOf, isToCome } from '../../../results/figure.ts';
import { findingsOf } from '../../../results/findings.ts';
import { type Block, numbered, PART } from '../../../results/outline.ts';
import { partTitle, titleOf } from '../../../results/titles.ts';
import { TABLE, useWide } from '../../../tables/use-wide.ts';
import { BlockBody } from '../block.tsx';
import { BlockHead } from '../block-head.tsx';
import { Findings } from '../front/findings-list.tsx';
import front from '../front/front.module.css';
import { aboutPart } from '../front/part-rows.tsx';
import type { PagesProps } from '../front/results-index.tsx';
import { HowToRead } from '../how-to-read.tsx';
import { methodFacts } from '../method/method-facts.ts';
import { methodLines } from '../method/method-lines.ts';
import { PublicationLine } from '../publication-line.tsx';
import styles from '../results.module.css';
import { Strip } from '../site.tsx';
import { organiserName } from './organiser-name.ts';
import report from './report.module.css';

/** Everything on paper: a cover with the contents, how to read it, then one part after another, the method last. */
export function Report({ input, parts, isKept, origins }: PagesProps) {
  const { survey, verbatims, words } = input;
  const text = words.results;
  const isDense = useWide(TABLE);
  const heading = useScreen(`${text['report.title']} – ${words.of(survey.title)}`);
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const offered = { row: survey.stratum !== undefined, verbatims: (verbatims?.lots.length ?? 0) > 0 };
  const isShown = (block: Block) => {
    // A crossing that the final results will bring takes no paper before.
    const figure = block.kind === 'crossing' && figureOf(block, input);
    return !(figure && isToCome(figure)) && (!(block.kind in offered) || wanted.includes(block.kind));
  };
  const shown = parts
    .map((part) => ({ ...part, blocks: part.blocks.filter(isShown) }))
    .filter(({ blocks }) => blocks.length > 0)
    // The method is at the end of what is printed.
    .sort((one, other) => Number(one.id === PART.about) - Number(other.id === PART.about));
  const counted = numbered(shown);
  const facts = methodFacts(input, origins, undefined);
  const when = methodLines(facts).when?.[1];
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const paper = matchMedia('print');
    // Chromium calls this when sheets are laid out and not yet drawn. Without margin rules, as elsewhere, they have no numbers.
    const look = () => paper.matches && 'CSSMarginRule' in window && page.current && numberContents(page.current);
    paper.addEventListener('change', look);
    return () => paper.removeEventListener('change', look);
  }, []);
  return (
    <div ref={page} class={`${styles.page} ${report.report}`} data-results="report">
      <div class={report.sheets} aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
      <div class="row screen-only">
        <Button label={text['report.print']} class="primary" onClick={() => print()} />
        <a class="secondary button" href={hrefTo({ screen: 'results' })}>
          {text['page.up']}
        </a>
        {(['row', 'verbatims'] as const).map(
          (kind) =>
            offered[kind] &&
            parts.some(({ blocks }) => blocks.some((block) => block.kind === kind)) && (
              <label key={kind} class="row target">
                <input
                  type="checkbox"
                  onChange={({ currentTarget: { checked } }) =>
                    setWanted(checked ? [...wanted, kind] : wanted.filter((one) => one !== kind))
                  }
                />
                {text[`report.${kind}`]}
              </label>
            ),
        )}
      </div>
      <header class={report.cover}>
        <div class={report.front}>
          <p class={`row ${report.brand}`}>
            {input.file.logo ? <img src={surveyFile(survey.id, 'logo.png')} alt="" /> : <Mark />}
            {organiserName(words.of(survey.notice?.controller ?? {})) || words.ui['app.name']}
          </p>
          <h1 tabIndex={-1} ref={heading} {...words.inSurvey}>
            {words.of(survey.title)}
          </h1>
          <p>
            {text['report.title']}
            {when && ` · ${when}`}
          </p>
          <PublicationLine input={input} />
          <Strip input={input} isKept={isKept} />
        </div>
        {survey.typology && (
          <ul class={report.emblems}>
            {survey.typology.profiles.map(({ id, name }) => (
              <li key={id} data-emblem={id}>
                <Emblem profile={id} />
                <span {...words.inSurvey}>{words.of(name)}</span>
              </li>
            ))}
          </ul>
        )}
        <div class={front.front}>
          <Findings found={findingsOf(parts, input).slice(0, 3)} input={input} />
        </div>
        <Contents parts={shown} input={input} origins={origins} />
      </header>
      <HowToRead input={input} isOpen />
      {shown.map((part) => (
        <div key={part.id} class={`stack ${report.part}`} data-part={part.id}>
          <h2 class={report.title}>
            {counted.includes(part) ? `${counted.indexOf(part) + 1} · ` : ''}
            {partTitle(part, words)}
          </h2>
          {inColumns(part.blocks, input).map((column) => (
            <div key={column[0]?.address} class={column.length > 1 ? report.columns : undefined}>
              {column.map((block) => (
                <section key={block.address} class={styles.sheet} data-block={block.address}>
                  {/* A part of one block has its title. */}
                  {titleOf(block, words) !== partTitle(part, words) && (
                    <BlockHead block={block} survey={survey} origins={origins} words={words}>
                      <h3>{titleOf(block, words)}</h3>
                    </BlockHead>
                  )}
                  <BlockBody isFixed {...{ block, input, origins }} isDense={isDense && column.length === 1} />
                </section>
              ))}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** Puts neighbours that fit half of a sheet together, bars cut into their levels and those of one group; another block has its width. */
function inColumns(blocks: readonly Block[], input: FigureInput): readonly (readonly Block[])[] {
  const columns: Block[][] = [];
  let wasHalf = false;
  for (const block of blocks) {
    const figure = block.kind === 'profiles' ? undefined : figureOf(block, input);
    const isHalf = figure?.shape === 'stack' || figure?.rows.length === 1;
    if (wasHalf && isHalf) columns.at(-1)?.push(block);
    else columns.push([block]);
    wasHalf = isHalf;
  }
  return columns;
}

/** Writes beside each part of the contents on which sheet it begins, by the marks at the head of the second sheet and the third. */
function numberContents(page: HTMLElement): void {
  const topsOf = (what: string) => [...page.querySelectorAll(what)].map((one) => one.getBoundingClientRect().top);
  const [, second = 0, third = 0] = topsOf(':scope>:first-child>i');
  const tops = topsOf('[data-part]');
  for (const [at, line] of page.querySelectorAll<HTMLElement>('nav li').entries())
    line.dataset.sheet = String(2 + Math.floor(((tops[at] ?? 0) - second) / (third - second) + 0.001));
}

/** The parts in the order of the sheets, each with how much is in it. */
function Contents({ parts, input, origins }: Omit<PagesProps, 'isKept'>) {
  const { words } = input;
  const counted = numbered(parts);
  return (
    <nav class={report.contents} aria-labelledby="results-contents">
      <h2 id="results-contents">{words.results['page.contents']}</h2>
      <ol>
        {parts.map((part) => (
          <li key={part.id}>
            <span>{counted.includes(part) ? counted.indexOf(part) + 1 : ''}</span>
            <b>{partTitle(part, words)}</b>
            {counted.includes(part) && <span>{aboutPart(part, input, origins)}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
