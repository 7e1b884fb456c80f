import { hrefTo } from '../../address/routes.ts';
import { usePresentation } from '../../presentation/use-presentation.ts';
import type { FigureInput } from '../../results/figure.ts';
import { ADDRESS } from '../../results/outline.ts';
import type { Origins } from '../../results/site-files.ts';
import { GroupsTable } from './groups-table.tsx';
import { OriginsTable } from './origins-table.tsx';
import styles from './results.module.css';

interface MethodProps {
  readonly input: FigureInput;
  readonly origins: Origins;
}

/** Who asks, when, how, by what rule, and what the numbers cannot say. */
export function Method({ input, origins }: MethodProps) {
  const { survey, words } = input;
  const { opening, questions } = survey;
  const text = words.results;
  const { several } = usePresentation(survey, words.language).words;
  const fills = questions.some((question) => question.kind === 'matrix' && question.fillWith !== undefined);
  return (
    <div class={styles.method}>
      <h2>{text['method.who']}</h2>
      <p {...words.inSurvey}>{words.of(opening.who)}</p>
      <h2>{text['method.why']}</h2>
      <p {...words.inSurvey}>{words.of(opening.why)}</p>
      <h2>{text['method.how']}</h2>
      <p>{text['method.how-text'](words.number(questions.length), opening.minutes)}</p>
      <p {...words.inSurvey}>{words.of(opening.kept)}</p>
      <h2>{text['method.when']}</h2>
      <p>{text['method.when-text']}</p>
      <GroupsTable input={input} />
      <p>{text['method.complete']}</p>
      <h2>{text['method.limits']}</h2>
      <ul>
        {[...text['method.limit-list'], several, fills ? text['method.limit-fill'] : undefined].map((limit) =>
          limit === undefined ? null : <li key={limit}>{limit}</li>,
        )}
      </ul>
      {survey.typology && (
        <>
          <h2>{text['rule.title']}</h2>
          <p>{text['method.typology-rule'](survey.typology.criteria.length)}</p>
          <a class={styles.more} href={hrefTo({ screen: 'results', block: ADDRESS.rule })}>
            {text['rule.all']}
          </a>
        </>
      )}
      {opening.origin && (
        <>
          <h2>{text['method.origin']}</h2>
          <p {...words.inSurvey}>{words.of(opening.origin)}</p>
        </>
      )}
      <OriginsTable survey={survey} origins={origins} words={words} />
    </div>
  );
}
