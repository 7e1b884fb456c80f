import { useEffect, useRef } from 'preact/hooks';
import type { SiteDesk } from '../parts/desk-context.ts';
import { SurveyPage } from '../questionnaires/survey-page.tsx';
import { SurveysPage } from '../questionnaires/surveys-page.tsx';
import { addressTo, type SitePage } from './desk-address.ts';
import { DeskFrame } from './desk-frame.tsx';

interface SiteHeadProps {
  readonly desk: SiteDesk;
  readonly page: SitePage;
  readonly query: URLSearchParams;
  readonly leave: () => void;
}

/** The pages that are of the whole site: its surveys, one of them, and who may do what. */
export function SiteHead({ desk, page, query, leave }: SiteHeadProps) {
  const { words, me } = desk;
  const survey = query.get('s');
  const isOfOne = page === 'survey' && survey !== null;
  const content = useRef<HTMLDivElement>(null);
  const isFirstPage = useRef(true);
  useEffect(() => {
    document.title = `${isOfOne ? survey : words.desk.site.surveys} · ${words.desk.brand}`;
    if (!isFirstPage.current) content.current?.querySelector('h1')?.focus();
    isFirstPage.current = false;
  }, [isOfOne, survey, words]);
  const head = (
    <>
      <SiteLinks desk={desk} page={page} />
      <p class="session">
        {me.name}
        <button type="button" class="quiet" onClick={leave}>
          {words.desk.leave}
        </button>
      </p>
    </>
  );
  return (
    <DeskFrame words={words} head={head}>
      {me.demonstration ? (
        <p class="notice" data-demonstration>
          {words.desk.demonstration}
        </p>
      ) : null}
      <div ref={content} key={`${page}/${survey}`} class="site-page">
        {isOfOne ? <SurveyPage desk={desk} survey={survey} /> : <SurveysPage desk={desk} />}
      </div>
    </DeskFrame>
  );
}

interface SiteLinksProps {
  readonly desk: SiteDesk;
  readonly page?: SitePage;
}

/** Links to the pages of the whole site, on every page. */
export function SiteLinks({ desk: { words }, page }: SiteLinksProps) {
  const { site } = words.desk;
  const current = (one: SitePage) => page === one || (page === 'survey' && one === 'surveys');
  return (
    <nav aria-label={site.label} class="site">
      <ul>
        {(['surveys'] as const).map((one) => (
          <li key={one}>
            <a href={addressTo(one, {})} {...(current(one) && { 'aria-current': 'page' as const })}>
              {site[one]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
