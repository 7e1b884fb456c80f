import { useEffect, useMemo } from 'preact/hooks';
import { asDivided, EVERYONE } from '../../../core/results/everyone.ts';
import { withCrossings } from '../../../core/results/results-file.ts';
import type { Shelf } from '../../../device/port/device.ts';
import { Lazy } from '../../elements/lazy.tsx';
import { useAsync } from '../../elements/use-async.ts';
import { preload } from '../../elements/use-code.ts';
import { whenIdle } from '../../elements/when-idle.ts';
import { usePresentation } from '../../presentation/use-presentation.ts';
import { ADDRESS, mayPublishTexts, outlineOf } from '../../results/outline.ts';
import { fetchSiteFiles } from '../../results/site-files.ts';
import type { Session } from '../../state/session.ts';
import { usePublication } from '../../state/use-publication.ts';
import { resultsWords } from '../../words/results-words.ts';
import { type PagesProps, ResultsIndex } from './front/results-index.tsx';
import { NoResults } from './no-results.tsx';
import '../../elements/parts.css';

/** The shelf of a survey that asks for no text to publish. */
const NOTHING: Shelf<never> = { kept: async () => undefined, refresh: async () => undefined };

const loadInnerPages = () => import('./inner-pages.tsx');

/** `#/results` and `#/results/<block>`. */
export function ResultsPage({ session, block }: { readonly session: Session; readonly block: string | undefined }) {
  const { survey: asked, words: plain } = session.edition.value;
  const words = resultsWords(plain);
  usePresentation(asked, words.language);
  const [reading, again] = usePublication(session.device.results, asked.id, session.device.moved);
  const asksForTexts = mayPublishTexts(asked);
  const [written, writtenAgain] = usePublication(
    asksForTexts ? session.device.verbatims : NOTHING,
    asked.id,
    session.device.moved,
  );
  const files = useAsync(() => fetchSiteFiles(asked.id, words.language), [asked.id, words.language]);
  const results = reading.kind === 'read' ? reading.published : undefined;
  const survey = useMemo(() => (results ? asDivided(asked, results) : asked), [asked, results]);
  const verbatims = written.kind === 'read' ? written.published : undefined;
  const added = results?.crossings;
  const file = useMemo(() => files && withCrossings(files.file, added), [files, added]);
  const parts = useMemo(() => file && outlineOf(survey, file, files?.texts), [survey, file, files]);
  const blocks = parts?.flatMap((part) => part.blocks) ?? [];
  const place = blocks.findIndex(({ address }) => address === block);
  if (block === ADDRESS.verbatims && asksForTexts)
    return (
      <Lazy load={loadInnerPages} words={words} kind="screen">
        {({ VerbatimsPage }) => (
          <VerbatimsPage
            survey={survey}
            words={words}
            reading={written}
            onRetry={writtenAgain}
            {...(results?.strata[EVERYONE] && { parts, before: blocks[place - 1], after: blocks[place + 1] })}
          />
        )}
      </Lazy>
    );
  const none = { survey, words, onRetry: again, hasVerbatims: verbatims !== undefined && verbatims.lots.length > 0 };
  if (reading.kind === 'unread') return <NoResults why="offline" {...none} />;
  if (!results || !files || !file || !parts) return <p class="loading">{words.results['page.loading']}</p>;
  if (!results.strata[EVERYONE]) return <NoResults why="unpublished" {...none} published={{ results, file }} />;
  const input = { ...files, survey, results, file, verbatims, languages: session.entry.languages, words };
  const given = { input, parts, isKept: reading.kind === 'read' && reading.isKept, origins: files.origins };
  if (block === undefined) return <Index {...given} />;
  return (
    <Lazy load={loadInnerPages} words={words} kind="screen">
      {({ InnerPage }) => <InnerPage address={block} none={none} {...given} />}
    </Lazy>
  );
}

/** The index, which needs less code than what it leads to: that comes while one reads. */
function Index(given: PagesProps) {
  useEffect(() => void whenIdle(1000).then(() => preload(loadInnerPages)), []);
  return <ResultsIndex {...given} />;
}
