import { useCallback, useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { lazyScreen } from '../../ui/elements/lazy.tsx';
import type { Words } from '../../ui/words/words.ts';
import type { DeskSurvey } from '../../wire/organiser/organiser-reply.ts';
import { ConductingPage } from '../conducting/conducting-page.tsx';
import { ContactsPage } from '../contacting/contacts-page.tsx';
import { CrossingPage } from '../crossing/crossing-page.tsx';
import { ExportingPage } from '../exporting/exporting-page.tsx';
import { InvitingPage } from '../inviting/inviting-page.tsx';
import { ModerationPage } from '../moderating/moderation-page.tsx';
import { TextsPage } from '../moderating/texts-page.tsx';
import { ParticipationPage } from '../participation/participation-page.tsx';
import { ChoiceList } from '../parts/choice-list.tsx';
import {
  addressTo,
  type OpenCounts,
  type Page,
  type SitePage,
  type TakeCounts,
  usePageTitle,
} from '../parts/desk-address.ts';
import { may, useDesk } from '../parts/desk-context.ts';
import { QualityPage } from '../quality/quality-page.tsx';
import { OwnChannels } from '../questionnaires/own-channels.tsx';
import { QuestionsPage } from '../questions/questions-page.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { SiteLinks } from './site-head.tsx';
import { WithToday } from './with-today.tsx';

interface PageOfDesk {
  /** What a token must allow for the page to be there. */
  readonly scope: 'read' | 'comments' | 'contacts';
  readonly show: (query: URLSearchParams, onCounts: TakeCounts, words: Words) => preact.JSX.Element;
}

const loadDossier = () => import('../dossier/dossier-page.tsx');

const SHOWN: Readonly<Record<Page, PageOfDesk>> = {
  participation: { scope: 'read', show: (_, onCounts) => <ParticipationPage onCounts={onCounts} /> },
  questions: { scope: 'read', show: (query) => <QuestionsPage query={query} /> },
  crossing: { scope: 'read', show: (query) => <CrossingPage query={query} /> },
  inviting: { scope: 'read', show: (query) => <InvitingPage query={query} channels={<OwnChannels />} /> },
  quality: { scope: 'read', show: () => <QualityPage /> },
  texts: { scope: 'comments', show: (query) => <TextsPage item={query.get('item') ?? ''} /> },
  moderating: { scope: 'comments', show: (query) => <ModerationPage query={query} /> },
  contacting: { scope: 'contacts', show: (query) => <ContactsPage query={query} /> },
  exporting: { scope: 'read', show: () => <ExportingPage /> },
  dossier: {
    scope: 'read',
    show: (query, onCounts, words) =>
      lazyScreen(words, loadDossier, ({ DossierPage }) => (
        <DossierPage of={query.get('document')} onCounts={onCounts} />
      )),
  },
  conducting: { scope: 'read', show: () => <ConductingPage /> },
};

/** Pages where today's responses are never counted. */
const WITHOUT_TODAY: readonly Page[] = ['texts', 'contacting', 'dossier', 'conducting'];

interface DeskHeadProps {
  readonly page: Page | SitePage;
  readonly query: URLSearchParams;
  readonly entries: readonly DeskSurvey[];
  readonly leave: () => void;
}

export function DeskHead({ page, query, entries, leave }: DeskHeadProps) {
  const desk = useDesk();
  const { words, survey, me } = desk;
  const allowed = (Object.keys(SHOWN) as Page[]).filter((one) => may(desk, SHOWN[one].scope));
  const shown = allowed.find((one) => one === page) ?? allowed.find((one) => one !== 'texts');
  const ofSurvey = { s: query.get('s') ?? undefined };
  // By survey: those of another one are not shown.
  const [counts, setCounts] = useState<{ readonly of: string; readonly open: OpenCounts }>();
  const open = counts?.of === survey.id ? counts.open : {};
  const takeCounts = useCallback(
    (found: OpenCounts) =>
      setCounts((known) => ({ of: survey.id, open: { ...(known?.of === survey.id && known.open), ...found } })),
    [survey.id],
  );
  // The texts of a question have no tab: they are found below it.
  const tab = shown === 'texts' ? (may(desk, 'read') ? 'questions' : 'moderating') : shown;
  const name = shown ? words.desk.pages[shown] : words.desk.brand;
  const content = usePageTitle(`${name} · ${words.of(survey.title)}`);
  useEffect(() => {
    showCurrentTab();
    // What is being worked on is no longer as it was counted.
    if (shown) setCounts((known) => known && { ...known, open: { ...known.open, [shown]: 0 } });
  }, [shown, survey, words]);

  useEffect(() => {
    const turned = matchMedia('(orientation: portrait)');
    turned.addEventListener('change', showCurrentTab);
    return () => turned.removeEventListener('change', showCurrentTab);
  }, []);

  const tabs = (
    <nav aria-label={words.desk.navigation} class="tabs">
      <ul>
        {allowed
          .filter((one) => one !== 'texts')
          .map((one) => (
            <li key={one}>
              <a href={addressTo(one, ofSurvey)} {...(one === tab && { 'aria-current': 'page' as const })}>
                {words.desk.pages[one]}
                {/* In words under *To do*. */}
                {open[one] ? (
                  <span class="badge" aria-hidden="true">
                    {words.number(open[one])}
                  </span>
                ) : null}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
  const menu = (
    <>
      <SiteLinks />
      <Button label={words.desk.leave} class="quiet" onClick={leave} />
    </>
  );
  return (
    <DeskFrame about={<SurveyChoice page={page} entries={entries} />} menu={menu} tabs={tabs}>
      <div class="of">
        {shown !== 'dossier' && shown && SHOWN[shown].scope === 'read' ? <p>{words.desk.exact}</p> : null}
        {me.demonstration ? (
          <p class="mark" data-demonstration>
            {words.desk.demonstration}
          </p>
        ) : null}
        {me.until ? <p>{words.desk.until(words.date(me.until))}</p> : null}
        {shown && !WITHOUT_TODAY.includes(shown) ? (
          <WithToday
            key={survey.id}
            told={shown === 'participation' ? (open.today ?? null) : undefined}
            shown={`${shown}?${query}`}
          />
        ) : null}
      </div>
      <div ref={content} key={`${shown}/${survey.id}/${query.get('item')}`}>
        {shown ? SHOWN[shown].show(query, takeCounts, words) : <p role="alert">{words.desk.nothingAllowed}</p>}
      </div>
    </DeskFrame>
  );
}

/** On a phone the row of tabs scrolls: a page reached by a link, or a phone that was turned, may have its tab outside. */
function showCurrentTab(): void {
  const tab = document.querySelector<HTMLElement>('.tabs [aria-current]');
  const row = tab?.closest('.tabs');
  if (tab && row) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
}

function SurveyChoice({ page, entries }: Pick<DeskHeadProps, 'page' | 'entries'>) {
  const { words, survey } = useDesk();
  if (entries.length < 2) return <p class="survey-choice">{words.of(survey.title)}</p>;
  return (
    <div class="survey-choice">
      <ChoiceList
        label={words.desk.survey}
        value={survey.id}
        options={entries.map(({ id, title }) => [id, words.of(title)] as const)}
        onChoose={(id) => {
          location.hash = addressTo(page, { s: id });
        }}
      />
    </div>
  );
}
