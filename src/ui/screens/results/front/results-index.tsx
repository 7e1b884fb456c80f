import { EVERYONE } from '../../../../core/results/everyone.ts';
import { useScreen } from '../../../elements/use-screen.ts';
import type { FigureInput } from '../../../results/figure.ts';
import { findingsOf } from '../../../results/findings.ts';
import { ADDRESS, numbered } from '../../../results/outline.ts';
import { HowToRead } from '../how-to-read.tsx';
import { PublicationLine } from '../publication-line.tsx';
import styles from '../results.module.css';
import { Strip } from '../site.tsx';
import { Findings } from './findings-list.tsx';
import front from './front.module.css';
import { LinkRow } from './link-row.tsx';
import { PartRows, type PartRowsProps } from './part-rows.tsx';

export interface PagesProps extends Omit<PartRowsProps, 'found'> {
  readonly isKept: boolean;
}

const FIRST = 3;

/** Three findings, who answered and from where, the parts, and what one may take away. */
export function ResultsIndex({ input, parts, isKept, origins }: PagesProps) {
  const { survey, words } = input;
  const text = words.results;
  const places = parts.flatMap(({ blocks }) => blocks).find((block) => block.kind === 'places');
  const found = findingsOf(parts, input);
  const counted = numbered(parts);
  const heading = useScreen(`${text['page.title']} – ${words.of(survey.title)}`);
  return (
    <div class={`${styles.page} ${front.front}`} data-results="index">
      <Strip input={input} isKept={isKept} />
      <header class={front.head}>
        <h1 tabIndex={-1} ref={heading}>
          {text['page.title']}
        </h1>
        <PublicationLine input={input} />
      </header>
      <Findings found={found.slice(0, FIRST)} input={input} />
      <nav class={front.nav} aria-label={text['page.contents']}>
        <ul class={front.rows}>
          <LinkRow address={ADDRESS.who} name={text['who.title']} beside={groupsInWords(input)} />
          {places && <LinkRow address={places.address} name={text['places.title']} beside={text['index.map']} />}
        </ul>
        <h2>{text['index.parts'](counted.length)}</h2>
        <PartRows parts={parts} found={found} input={input} origins={origins} />
        <h2>{text['index.take']}</h2>
        <ul class={front.rows}>
          <LinkRow address={ADDRESS.report} name={text['page.report']} beside={text['index.pdf']} />
          <LinkRow address={ADDRESS.method} name={text['index.counted']} beside={text['index.method']} />
        </ul>
      </nav>
      <HowToRead input={input} />
    </div>
  );
}

function groupsInWords({ survey, results, words }: FigureInput): string | undefined {
  const strata = survey.question.get(survey.stratum ?? '')?.choices ?? [];
  const n = results.strata[EVERYONE]?.n ?? 0;
  return strata.length > 0 ? words.results['index.types'](strata.length) : words.number(n);
}
