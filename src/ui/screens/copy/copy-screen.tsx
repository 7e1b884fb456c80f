import { useMemo, useRef } from 'preact/hooks';
import { isAnswered, pathThrough } from '../../../core/answering/flow.ts';
import type { Answers } from '../../../core/survey/answers.ts';
import type { Question } from '../../../core/survey/questionnaire.ts';
import { codeOfSecret } from '../../../wire/receipt-code.ts';
import { pageAddress } from '../../address/addresses.ts';
import { hrefTo, OPENING } from '../../address/routes.ts';
import { Button } from '../../elements/button.tsx';
import { isSharedTablet } from '../../elements/missing.tsx';
import { drawQr } from '../../elements/qr.ts';
import { saveFile } from '../../elements/save-file.ts';
import { useScreen } from '../../elements/use-screen.ts';
import { Emblem } from '../../emblems/emblem.tsx';
import { usePresentation } from '../../presentation/use-presentation.ts';
import { cardTitle, decidingInWords, readCard } from '../../profile/card-reading.ts';
import { agreementOf, kickerOf, noteOf, reasonOf } from '../../profile/card-sentences.ts';
import type { CardSource } from '../../profile/card-source.ts';
import type { CardAtAGlance } from '../../profile/profile-head.tsx';
import { capitalised, listed } from '../../profile/voice.ts';
import { ReceiptStrip } from '../../receipt/receipt-strip.tsx';
import type { Session } from '../../state/session.ts';
import { answerLines, choiceLabel } from '../../words/answer-words.ts';
import { cardStrings } from '../../words/later-words.ts';
import { profileStrings } from '../../words/profile-words.ts';
import { sharingWords } from '../../words/sharing-words.ts';
import type { Words } from '../../words/words.ts';
import { writeDay } from '../../words/writing.ts';
import styles from './copy.module.css';
import { copyFile } from './copy-file.ts';

interface CopyProps {
  readonly session: Session;
  /** The latest response of this page or device; only the page has its answers. */
  readonly source: CardSource | undefined;
}

/** Shows the answers of the interview that this page has finished, to print or to save. Nothing of them is stored or sent. */
export function CopyScreen({ session, source }: CopyProps) {
  const { survey, file, words: spoken } = session.edition.value;
  const words = sharingWords(spoken);
  const text = words.sharing;
  const card = cardStrings(words.uiLanguage);
  const presentation = usePresentation(survey, words.language);
  const heading = useScreen(`${text['copy.title']} – ${words.of(survey.title)}`);
  const sheet = useRef<HTMLElement>(null);
  const answers = source?.interview?.outcome.value?.answers;
  const code = source && codeOfSecret(source.secret);
  // At once, and not when the page is idle: a sheet that is printed has its code.
  const qr = useMemo(() => code && drawQr(pageAddress(location.origin, { screen: 'receipt', code })), [code]);
  const refusal = isSharedTablet() ? 'field' : file.uncopied ? 'off' : 'gone';
  const title = (
    <h1 tabIndex={-1} ref={heading}>
      {text['copy.title']}
    </h1>
  );
  if (refusal !== 'gone' || !source || !answers || !qr)
    return (
      <div class="stack">
        {title}
        <p data-copy={refusal}>{text[`copy.${refusal}`]}</p>
        <a class="primary button" href={hrefTo(source ? { screen: 'card' } : OPENING)}>
          {source ? text['copy.back'] : words.ui['lost.home']}
        </a>
      </div>
    );
  const reading = readCard(survey, source.facts, words);
  const asked = pathThrough(survey, answers).questions;
  const noneOf = (question: Question) => (asked.includes(question) ? card['check.none'] : text['copy.unasked']);
  const day = writeDay(source.finishedAt, words, 'with-year');
  const save = () =>
    sheet.current && saveFile(copyFile(sheet.current, text['copy.title']), `${text['copy.file']}-${survey.id}.html`);
  return (
    <div class="stack">
      <div class="row screen-only">
        <Button label={text['copy.print']} class="primary" onClick={() => print()} />
        <Button label={text['copy.save']} onClick={save} />
        <a class="quiet button" href={hrefTo({ screen: 'card' })}>
          {text['copy.back']}
        </a>
      </div>
      <article class={styles.copy} ref={sheet} {...words.inUi}>
        <p {...words.inSurvey}>{words.of(survey.title)}</p>
        {title}
        <p>
          {card['card.finished-on'](day)}. {text['copy.revision'](survey.revision)}
        </p>
        {reading && <CopiedProfile {...{ reading, presentation, words }} text={card} />}
        {survey.sections.map(({ id, title, questions }) => (
          <section key={id}>
            <h2 {...words.inSurvey}>{words.of(title)}</h2>
            <table class="data-table">
              <thead>
                <tr>
                  <th scope="col" style={{ inlineSize: '60%' }}>
                    {text['copy.question']}
                  </th>
                  <th scope="col">{text['copy.answer']}</th>
                </tr>
              </thead>
              {questions.map((question) => answerRows(question, answers, noneOf(question), words))}
            </table>
          </section>
        ))}
        <p>{text['copy.made']}</p>
        {/* A preview is not sent, so it has no receipt. */}
        {session.device.keeps !== 'preview' && <ReceiptStrip {...{ words, survey }} secret={source.secret} qr={qr} />}
      </article>
    </div>
  );
}

/** Says what the card says: how sure the profile is, which, and what each criterion found. */
function CopiedProfile({ reading, presentation, words, text }: CardAtAGlance) {
  const { profile, criteria, deciding, nearest, mark } = reading;
  const { uiLanguage } = words;
  return (
    <section class="row">
      {profile && <Emblem profile={profile.id} />}
      <div>
        <p>{kickerOf(reading, text)}</p>
        <h2 {...(profile && mark)}>{cardTitle(reading, uiLanguage, presentation)}</h2>
        <p>{noteOf(reading, text)}</p>
        <p>{deciding.length > 0 && capitalised(decidingInWords(reading, uiLanguage, presentation), words)}</p>
        <p>{reasonOf(reading, profileStrings(uiLanguage))}</p>
        <ul class="points">
          {criteria.map((criterion) => {
            const { names, says } = agreementOf(reading, criterion);
            return (
              <li key={criterion.id}>
                <b {...mark}>{criterion.short}</b> ·{' '}
                {criterion.glance ? <span {...mark}>{criterion.glance}</span> : text['card.unknown-value']} ·{' '}
                {text[says]}
                {nearest.length > 1 && names.length > 0 && ` (${listed(names, words)})`}
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

/**
 * Draws a question and its answer: a line for each row of a matrix, and the whole width for what was written. `answers` are those of the
 * path; `none` says, in the place of an answer, why there is none.
 */
function answerRows(question: Question, answers: Answers, none: string, words: Words) {
  const isGiven = isAnswered(question, answers);
  const isWritten = isGiven && question.kind === 'text';
  const rows = isGiven && question.kind === 'matrix' ? question.rows : undefined;
  const given = answerLines(question, answers, words).join('\n');
  const isUi = question.kind === 'number' && answers[question.id] === 'unknown';
  const answer = (said: string | undefined) => (
    <td
      colSpan={isWritten ? 2 : 1}
      dir={isWritten ? 'auto' : undefined}
      style={{ whiteSpace: 'pre-line' }}
      {...(said && !isUi && words.inSurvey)}
    >
      {said && !isWritten ? <b>{said}</b> : said || none}
    </td>
  );
  return (
    <tbody key={question.id}>
      <tr>
        <th scope={rows ? 'rowgroup' : 'row'} colSpan={rows || isWritten ? 2 : 1} {...words.inSurvey}>
          {question.number}. {words.of(question.text)}
        </th>
        {rows || isWritten ? null : answer(given)}
      </tr>
      {isWritten && <tr>{answer(given)}</tr>}
      {rows?.map(({ id, label }) => (
        <tr key={id}>
          <th scope="row" {...words.inSurvey}>
            {words.of(label)}
          </th>
          {answer(choiceLabel(question, answers[id], words))}
        </tr>
      ))}
    </tbody>
  );
}
