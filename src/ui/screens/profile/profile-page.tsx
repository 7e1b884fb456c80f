import { SHOWN_FROM } from '../../../core/results/disclosure/calendar.ts';
import { asDivided, EVERYONE } from '../../../core/results/everyone.ts';
import type { OrganiserTexts } from '../../../core/survey/organiser-texts.ts';
import { hrefTo } from '../../address/routes.ts';
import { fetchSurveyObject } from '../../address/survey-object.ts';
import { Lazy } from '../../elements/lazy.tsx';
import { useAsync } from '../../elements/use-async.ts';
import { useScreen } from '../../elements/use-screen.ts';
import { Emblem } from '../../emblems/emblem.tsx';
import { usePresentation } from '../../presentation/use-presentation.ts';
import { answersToward } from '../../profile/quiz-answers.ts';
import { displayedSum, shareInWords } from '../../results/displayed-count.ts';
import { readProfileCounts } from '../../results/shown-numbers.ts';
import type { Session } from '../../state/session.ts';
import { usePublication } from '../../state/use-publication.ts';
import { Passages } from '../../texts/passage-list.tsx';
import { cardStrings } from '../../words/later-words.ts';
import { profileStrings } from '../../words/profile-words.ts';
import type { ResultsWords } from '../../words/results-words.ts';
import { NoPage } from '../dead-end/dead-end.tsx';
import styles from './profile-page.module.css';
import '../../elements/parts.css';

const loadResultsWords = () => import('../../words/results-words.ts');

interface PageProps {
  readonly session: Session;
  /** An id, which the survey may not have. */
  readonly profile: string;
}

/** `#/profiles/<id>`: a profile to read, with or without a response. */
export function ProfilePage({ session, profile: id }: PageProps) {
  const { survey, words } = session.edition.value;
  const { profiles = [], criteria = [] } = survey.typology ?? {};
  const profile = profiles.find((one) => one.id === id);
  const { aloud, rules } = usePresentation(survey, words.language);
  const heading = useScreen(profile && `${words.of(profile.name)} – ${words.of(survey.title)}`);
  const fetchTexts = () => fetchSurveyObject<OrganiserTexts>(survey.id, `texts.${words.language}.json`);
  const texts = useAsync(async () => (await fetchTexts())?.profiles ?? {}, [survey.id, words.language]);
  if (!profile) return <NoPage words={words} />;
  const text = profileStrings(words.uiLanguage);
  return (
    <article class={styles.page}>
      <header data-emblem={id}>
        <Emblem profile={id} />
        <p>{text['page-one-of'](profiles.length)}</p>
        <h1 tabIndex={-1} ref={heading} {...words.inSurvey}>
          {words.of(profile.name)}
        </h1>
        <p class="strong" {...words.inSurvey}>
          {aloud?.profiles[id]?.[0]?.says ?? rules?.[id]}
        </p>
      </header>
      {/* The text may come late: what is below it is drawn with it, so that nothing in sight moves. */}
      {texts && (
        <>
          {texts[id] && <Passages text={texts[id]} language={words.uiLanguage} heading="h2" />}
          <h2>{text['page-requires']}</h2>
          <ul class="points" {...words.inSurvey}>
            {criteria.map((criterion) => (
              <li key={criterion.id}>
                <b>{words.of(criterion.title)}</b> {words.of(profile.requires[criterion.id]?.says ?? {})}
              </li>
            ))}
            {answersToward(id, survey, words).map((answer) => (
              <li key={answer}>{answer}</li>
            ))}
          </ul>
          <h2>{text['page-others']}</h2>
          <p>{cardStrings(words.uiLanguage)['card.why-rule']}</p>
          <ul>
            {profiles.map((other) => {
              const whenOf = (one: typeof other, criterion: string) => JSON.stringify(one.requires[criterion]?.when);
              const differing = criteria.filter((one) => whenOf(other, one.id) !== whenOf(profile, one.id));
              const titles = differing.map(({ short, title }) => words.of(short ?? title)).join(', ');
              return other === profile ? null : (
                <li key={other.id} class="fold-row" data-emblem={other.id}>
                  <a href={hrefTo({ screen: 'profile', profile: other.id })}>
                    <b {...words.inSurvey}>
                      <Emblem profile={other.id} /> {words.of(other.name)}
                    </b>
                    {titles && <span>{text['page-differs'](titles)}</span>}
                  </a>
                </li>
              );
            })}
          </ul>
          <h2>{text['page-shares']}</h2>
          <Lazy load={loadResultsWords} words={words}>
            {({ resultsWords }) => <Shares session={session} profile={id} words={resultsWords(words)} />}
          </Lazy>
        </>
      )}
    </article>
  );
}

/** Shows the published share of the profile in each group, with its base. */
function Shares({ session, profile, words }: PageProps & { readonly words: ResultsWords }) {
  const { survey } = session.edition.value;
  const text = words.results;
  const [reading] = usePublication(session.device.results, survey.id, session.device.moved);
  if (reading.kind !== 'read') return reading.kind === 'unread' ? <p>{text['none.offline-title']}</p> : null;
  const { strata, demonstration } = reading.published;
  const { stratum = '', question } = asDivided(survey, reading.published);
  const asOf = strata[EVERYONE]?.asOf;
  return (
    <>
      <p class="aside">
        {asOf ? words.date(asOf) : text['none.published'](SHOWN_FROM, stratum !== '', undefined)}
        {demonstration && <strong> · {text['page.demonstration']}</strong>}
      </p>
      <ul class="lines">
        {Object.entries(strata).map(([id, group]) => {
          const shown = group && readProfileCounts(survey)(group, reading.published);
          const type = question.get(stratum)?.choice.get(id);
          const share = shown && displayedSum(shown, [profile]);
          return share && (type ? !share.isVague : id === EVERYONE) ? (
            <li key={id} data-share={id}>
              <b>
                {type ? words.of(type.label) : text['group.together']} · {shareInWords(share, words)}
              </b>
              {text['profiles.base'](words.number(shown.base), text['page.responses'](group.n, words.number(group.n)))}
            </li>
          ) : null;
        })}
      </ul>
      <a class="target screen-only" href={hrefTo({ screen: 'results' })}>
        {text['page.up']}
      </a>
    </>
  );
}
