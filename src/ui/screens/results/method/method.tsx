import { deviationOf } from '../../../../core/results/disclosure/geometric.ts';
import { pageAddress, withoutScheme } from '../../../address/addresses.ts';
import { hrefTo } from '../../../address/routes.ts';
import { PastMeaning } from '../../../past/past-meaning.tsx';
import { usePresentation } from '../../../presentation/use-presentation.ts';
import type { FigureInput } from '../../../results/figure.ts';
import { GUARANTEES, REFERENCES } from '../../../results/guarantees.ts';
import { ADDRESS } from '../../../results/outline.ts';
import type { Origins } from '../../../results/site-files.ts';
import { ColumnNames } from '../../../tables/column-names.tsx';
import { Folded } from '../../../tables/folded.tsx';
import type { ResultsWords } from '../../../words/results-words.ts';
import { GroupsTable } from '../front/groups-table.tsx';
import { CoverageTable } from './coverage-table.tsx';
import { Citing, Downloads } from './downloads.tsx';
import styles from './method.module.css';
import { methodFacts } from './method-facts.ts';
import { type MethodSentence, methodLines } from './method-lines.ts';
import { methodWords } from './method-texts.ts';

interface MethodProps {
  readonly input: FigureInput;
  readonly origins: Origins;
  /** On one sheet of paper: tables, digests and what is for statisticians are at the address below. */
  readonly isBrief?: boolean | undefined;
}

/** Two sentences for everyone, then a line for each question about the method, with its answer; the reasons are folded. */
export function Method({ input, origins, isBrief = false }: MethodProps) {
  const { survey, past, words } = input;
  const { epsilon } = input.results;
  const off = (draws: number) => words.number(Number(deviationOf({ epsilon, draws }).toFixed(1)));
  const text = methodWords(words);
  const facts = methodFacts(input, origins, usePresentation(survey, words.language).words.several);
  const [quality = '', ...declared] = text.quality;
  const more: Readonly<Record<string, preact.ComponentChild>> = {
    answered: (
      <>
        <GroupsTable input={input} />
        {facts.covered && <CoverageTable covered={facts.covered} input={input} />}
      </>
    ),
    promise: (
      <Folded summary={text.exactly}>
        <GuaranteesTable words={words} />
      </Folded>
    ),
    profiles: (
      <a class="target" href={hrefTo({ screen: 'results', block: ADDRESS.rule })}>
        {words.results['rule.all']}
      </a>
    ),
    past: past && <PastMeaning words={words} past={past} />,
    again: (
      <>
        <Downloads input={input} />
        <Folded summary={quality}>
          <Sentences of={declared} words={words} />
        </Folded>
      </>
    ),
  };
  return (
    <div class={styles.method}>
      {text.lead.map((sentence) => (
        <p key={sentence} class={styles.lead}>
          {sentence}
        </p>
      ))}
      <ol class={styles.lines}>
        {Object.entries(methodLines(facts)).map(([name, line]) => {
          if (!line) return null;
          const [title, answer, ...says] = line;
          return isBrief ? (
            <li key={name} data-line={name}>
              <b>{title}</b> {answer}
              <Sentences of={says} words={words} />
            </li>
          ) : (
            <li key={name} data-line={name}>
              <Folded summary={title} answer={answer}>
                <div class={styles.method}>
                  <Sentences of={says} words={words} />
                  {more[name]}
                </div>
              </Folded>
            </li>
          );
        })}
      </ol>
      {survey.notice && <Sentences of={[[text.error, survey.notice.contact]]} words={words} />}
      {isBrief ? (
        <p>
          {words.results['report.method']}{' '}
          <bdi>
            {withoutScheme(pageAddress(location.origin, { screen: 'results', block: ADDRESS.method }, survey.id))}
          </bdi>
        </p>
      ) : (
        <>
          <Folded summary={text.statistician}>
            <Sentences of={[...text.precision, text.deviations(off(1), off(5), off(10))]} words={words} />
            <ul class="points aside" lang="en">
              {REFERENCES.map((reference) => (
                <li key={reference}>{reference}</li>
              ))}
            </ul>
          </Folded>
          {survey.revision > 1 && (
            <div class="fold-row">
              <a href={hrefTo({ screen: 'results', block: ADDRESS.changes })}>
                {past ? text.since(past.year) : words.results['changes.title']}
              </a>
            </div>
          )}
          <Folded summary={text.citing}>
            <Citing input={input} />
          </Folded>
        </>
      )}
    </div>
  );
}

function Sentences({ of, words }: { readonly of: readonly MethodSentence[]; readonly words: ResultsWords }) {
  return (
    <ul class="points">
      {of.map((sentence) => {
        if (typeof sentence === 'string') return <li key={sentence}>{sentence}</li>;
        const [introduction, written] = sentence || [];
        return written ? (
          <li key={words.of(written)}>
            {introduction} <span {...words.inSurvey}>{words.of(written)}</span>
          </li>
        ) : null;
      })}
    </ul>
  );
}

/** Shows in numbers what an attacker learns at most, and what is not promised. */
function GuaranteesTable({ words }: { readonly words: ResultsWords }) {
  const text = methodWords(words);
  return (
    <>
      <Sentences of={text['guarantees.lead']} words={words} />
      <table class={`data-table ${styles.rule} ${styles.odds}`} data-figure="guarantees">
        <caption class="unseen">{text['guarantees.title']}</caption>
        <ColumnNames names={text['guarantees.head']} />
        <tbody>
          {GUARANTEES.map(({ exposures, right }, place) => (
            <tr key={exposures}>
              <th scope="row">{text['guarantees.names'][place]}</th>
              {right.map((share) => (
                <td key={share}>{words.percent(share)}</td>
              ))}
              <td>{text['guarantees.sure'][place]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Sentences of={text['guarantees.not']} words={words} />
    </>
  );
}
