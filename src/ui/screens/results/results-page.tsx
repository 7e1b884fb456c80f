import { useEffect, useMemo, useState } from 'preact/hooks';
import { EVERYONE } from '../../../core/results/exact-tables.ts';
import { withCrossings } from '../../../core/results/results-file.ts';
import { Lazy } from '../../elements/lazy.tsx';
import { usePresentation } from '../../presentation/use-presentation.ts';
import { ADDRESS, outlineOf } from '../../results/outline.ts';
import { fetchSiteFiles, type SiteFiles } from '../../results/site-files.ts';
import { usePublication } from '../../state/publication.ts';
import type { Session } from '../../state/session.ts';
import { type ResultsWords, resultsWordsLoader } from '../../words/results-words.ts';
import { BlockPage } from './block-page.tsx';
import { NoResults } from './no-results.tsx';
import { Report } from './report.tsx';
import { ResultsIndex } from './results-index.tsx';

interface ResultsPageProps {
  readonly session: Session;
  readonly block: string | undefined;
}

/** `#/results` and `#/results/<block>`. */
export function ResultsPage({ session, block }: ResultsPageProps) {
  const { words } = session.edition.value;
  return (
    <Lazy load={resultsWordsLoader(words)} words={words} whole>
      {(spoken) => <Known session={session} block={block} words={spoken} />}
    </Lazy>
  );
}

function Known({ session, block, words }: ResultsPageProps & { readonly words: ResultsWords }) {
  const { survey } = session.edition.value;
  usePresentation(survey, words.language);
  const [reading, again] = usePublication(session.device.results, survey.id);
  const [files, setFiles] = useState<SiteFiles>();
  useEffect(() => {
    let wanted = true;
    void fetchSiteFiles(survey.id, words.language).then((found) => wanted && setFiles(found));
    return () => {
      wanted = false;
    };
  }, [survey.id, words.language]);
  const added = reading.kind === 'read' ? reading.results.crossings : undefined;
  const file = useMemo(() => files && withCrossings(files.file, added), [files, added]);
  const parts = useMemo(() => file && outlineOf(survey, file, files?.texts), [survey, file, files]);
  if (reading.kind === 'unread') return <NoResults why="offline" survey={survey} words={words} onRetry={again} />;
  if (reading.kind === 'reading' || !files || !file || !parts)
    return <p class="loading">{words.results['page.loading']}</p>;
  const { results, isKept } = reading;
  if (!results.strata[EVERYONE]) return <NoResults why="unpublished" survey={survey} words={words} onRetry={again} />;
  const input = { survey, results, file, earlier: files.earlier, past: files.past, texts: files.texts, words };
  const given = { input, parts, isKept, origins: files.origins };
  if (block === undefined) return <ResultsIndex {...given} />;
  if (block === ADDRESS.report) return <Report {...given} />;
  const blocks = parts.flatMap((part) => part.blocks);
  const place = blocks.findIndex(({ address }) => address === block);
  const found = blocks[place];
  if (!found) return <NoResults why="block" survey={survey} words={words} onRetry={again} />;
  return (
    <BlockPage key={found.address} {...given} block={found} before={blocks[place - 1]} after={blocks[place + 1]} />
  );
}
