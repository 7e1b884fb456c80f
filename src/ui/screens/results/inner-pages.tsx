import { ADDRESS } from '../../results/outline.ts';
import { BlockPage } from './block-page.tsx';
import { PartPage } from './front/part-page.tsx';
import type { PagesProps } from './front/results-index.tsx';
import { NoResults, type NoResultsProps } from './no-results.tsx';
import { Report } from './report/report-page.tsx';

export { VerbatimsPage } from './verbatims-page.tsx';

interface InnerPageProps extends PagesProps {
  readonly address: string;
  /** For an address that leads nowhere. */
  readonly none: Omit<NoResultsProps, 'why'>;
}

/** The report, a part or a block. Twice the code of the index, which is drawn before this has come. */
export function InnerPage({ address, none, ...given }: InnerPageProps) {
  const { parts } = given;
  if (address === ADDRESS.report) return <Report {...given} />;
  const part = parts.find(({ id }) => ADDRESS.part(id) === address);
  if (part) return <PartPage key={part.id} {...given} part={part} />;
  const blocks = parts.flatMap((one) => one.blocks);
  const place = blocks.findIndex((one) => one.address === address);
  const found = blocks[place];
  if (!found) return <NoResults why="block" {...none} />;
  return (
    <BlockPage key={found.address} {...given} block={found} before={blocks[place - 1]} after={blocks[place + 1]} />
  );
}
