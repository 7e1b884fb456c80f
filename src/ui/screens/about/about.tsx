import { fetchJson } from '../../../lazy/fetch-json.ts';
import type { Envelope } from '../../../wire/envelope.ts';
import { hrefTo } from '../../address/routes.ts';
import { useAsync } from '../../elements/use-async.ts';
import { useScreen } from '../../elements/use-screen.ts';
import type { Session } from '../../state/session.ts';
import type { Updates } from '../../state/updates.ts';
import '../../elements/parts.css';
import styles from './about.module.css';
import { aboutStrings } from './about-words.ts';
import { KeptSurveys } from './kept-surveys.tsx';

/** The version of the package, put in by the build. */
declare const RELEASE: string;

/** Says what is sent, what is stored and for how long, and informs about accessibility and licence. */
export function About({ session, updates }: { readonly session: Session; readonly updates: Updates }) {
  const { survey, words } = session.edition.value;
  const text = aboutStrings(words.uiLanguage);
  const heading = useScreen(`${text['about.title']} – ${words.of(survey.title)}`);
  // The service that answers may be newer than a page that was kept for offline use. Nothing is said of it without a network.
  const service: Readonly<Record<string, string>> = Object(useAsync(() => fetchJson('/api/health'), []));
  return (
    <div class={`stack start ${styles.about}`}>
      <h1 tabIndex={-1} ref={heading}>
        {text['about.title']}
      </h1>
      {survey.opening.origin && (
        <>
          <h2>{text['about.source']}</h2>
          <p {...words.inSurvey}>{words.of(survey.opening.origin)}</p>
        </>
      )}
      <h2>{text['about.sent']}</h2>
      <Lines lines={SENT.map(([field]) => text[`about.sent-${field}`])} />
      <p>{text['about.added']}</p>
      <h2>{text['about.kept']}</h2>
      <Lines lines={KEPT.map((store) => text[`about.kept-${store}`])} />
      <p>{text['about.none']}</p>
      <KeptSurveys session={session} updates={updates} text={text} />
      <p>
        {text['about.rescue']} <a href={hrefTo({ screen: 'rescue' })}>{text['about.rescue-link']}</a>
      </p>
      <p>{text['about.iphone']}</p>
      <h2>{text['about.accessibility']}</h2>
      <p>{text['about.accessibility-text']}</p>
      <h2>{text['about.licence']}</h2>
      <p>{text['about.licence-text']}</p>
      <p>{text['about.version'](RELEASE)}</p>
      {service.commit && <p>{text['about.service'](`${service.version}`, service.commit)}</p>}
      <a class="secondary button" href={hrefTo({ screen: 'opening' })}>
        {text['about.home']}
      </a>
    </div>
  );
}

function Lines({ lines }: { readonly lines: readonly (readonly [name: string, what: string])[] }) {
  return (
    <dl class="stack">
      {lines.map(([name, what]) => (
        <div key={name}>
          <dt class="strong">{name}</dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Every field of an envelope, those that one line tells together. A line is found in the words by the first of them. */
export const SENT = [
  ['answers'],
  ['channel'],
  ['mode'],
  ['language'],
  ['readBy'],
  ['startedOn'],
  ['minutes'],
  ['lastQuestion'],
  ['status'],
  ['survey', 'revision'],
  ['id', 'sequence'],
  ['receiptHash'],
] as const satisfies readonly (readonly (keyof Envelope)[])[];

/** Every store of the device, and the cache. */
export const KEPT = [
  'drafts',
  'outbox',
  'unsent',
  'kept',
  'contacts',
  'locked',
  'days',
  'seals',
  'erasures',
  'finished',
  'definitions',
  'results',
  'verbatims',
  'application',
] as const;
