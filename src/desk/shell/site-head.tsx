import { Button } from '../../ui/elements/button.tsx';
import { Lazy } from '../../ui/elements/lazy.tsx';
import { ColleaguesPage } from '../colleagues/colleagues-page.tsx';
import { JournalPage } from '../colleagues/journal-page.tsx';
import { addressTo, type SitePage, usePageTitle } from '../parts/desk-address.ts';
import { mayEverything, useSite } from '../parts/desk-context.ts';
import { SurveyPage } from '../questionnaires/survey-page.tsx';
import { whoText } from '../questionnaires/survey-words.tsx';
import { SurveysPage } from '../questionnaires/surveys-page.tsx';
import { DeskFrame } from './desk-frame.tsx';

interface SiteHeadProps {
  readonly page: SitePage;
  readonly query: URLSearchParams;
  readonly leave: () => void;
}

/** The pages that are of the whole site: its surveys, one of them, and who may do what. */
export function SiteHead({ page, query, leave }: SiteHeadProps) {
  const { words, me } = useSite();
  const survey = query.get('s');
  const isOfOne = page === 'survey' && survey !== null;
  const { site, brand } = words.desk;
  const name = site[page === 'survey' ? 'surveys' : page];
  const content = usePageTitle(`${isOfOne ? survey : name} · ${brand}`);
  const menu = (
    <>
      <span class="session">{whoText(me.name, words)}</span>
      <Button label={words.desk.leave} class="quiet" onClick={leave} />
    </>
  );
  return (
    <DeskFrame menu={menu} tabs={<SiteLinks page={page} />}>
      {me.demonstration ? (
        <div class="of">
          <p class="mark" data-demonstration>
            {words.desk.demonstration}
          </p>
        </div>
      ) : null}
      <div ref={content} key={`${page}/${survey}`} class="site-page">
        <PageOfSite page={page} survey={survey} part={query.get('part')} />
      </div>
    </DeskFrame>
  );
}

export const loadGuide = () => import('../guide/guide-page.tsx');

interface PageOfSiteProps {
  readonly page: SitePage;
  readonly survey: string | null;
  /** The part of the guide, or the tab of a draft. */
  readonly part: string | null;
}

function PageOfSite({ page, survey, part }: PageOfSiteProps) {
  const desk = useSite();
  if (page === 'guide')
    return (
      <Lazy load={loadGuide} words={desk.words} kind="screen">
        {({ GuidePage }) => <GuidePage part={part} isSignedIn />}
      </Lazy>
    );
  if (page === 'colleagues' && mayEverything(desk)) return <ColleaguesPage />;
  if (page === 'journal') return <JournalPage />;
  return page === 'survey' && survey !== null ? <SurveyPage survey={survey} part={part} /> : <SurveysPage />;
}

export function SiteLinks({ page }: { readonly page?: SitePage }) {
  const desk = useSite();
  const { site } = desk.words.desk;
  const pages = (['surveys', 'colleagues', 'journal'] as const).filter(
    (one) => one !== 'colleagues' || mayEverything(desk),
  );
  const current = (one: SitePage) => page === one || ((page === 'survey' || page === 'guide') && one === 'surveys');
  return (
    <nav aria-label={site.label} class={page === undefined ? 'site' : 'tabs'}>
      <ul>
        {pages.map((one) => (
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
