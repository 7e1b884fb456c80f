import type { Envelope } from '../../../wire/envelope.ts';
import { hrefTo } from '../../address/routes.ts';
import { useScreen } from '../../elements/use-screen.ts';
import type { Session } from '../../state/session.ts';
import type { Updates } from '../../state/updates.ts';
import { aboutEn } from '../../words/en/about.ts';
import { aboutFr } from '../../words/fr/about.ts';
import '../../elements/parts.css';
import styles from './about.module.css';
import { KeptSurveys } from './kept-surveys.tsx';

/** Says what is sent, what is stored and for how long, and informs about accessibility and licence. */
export function About({ session, updates }: { readonly session: Session; readonly updates: Updates }) {
  const { survey, words } = session.edition.value;
  const text = words.uiLanguage === 'en' ? aboutEn : aboutFr;
  const heading = useScreen(`${text['about.title']} – ${words.of(survey.title)}`);
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
      <Lines lines={SENT.map(([field]) => text['about.sent-lines'][field])} />
      <p>{text['about.added']}</p>
      <h2>{text['about.kept']}</h2>
      <Lines lines={Object.values(text['about.kept-lines'])} />
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
  ['startedOn'],
  ['minutes'],
  ['lastQuestion'],
  ['status'],
  ['survey', 'revision'],
  ['id', 'sequence'],
  ['receiptHash'],
] as const satisfies readonly (readonly (keyof Envelope)[])[];
