import { useState } from 'preact/hooks';
import { questionsReply } from '../../wire/organiser/organiser-reply.ts';
import { filtersFile } from '../calls/loaded-files.ts';
import { filterWords } from '../crossing/filter-words.ts';
import { WithEarlierOptions } from '../crossing/use-naming.tsx';
import { CalledPart } from '../parts/called-part.tsx';
import { countQuery, cutText, NothingCounted } from '../parts/counted.tsx';
import { addressTo } from '../parts/desk-address.ts';
import { controllerText, useDesk } from '../parts/desk-context.ts';
import { Printable } from '../parts/paper.tsx';
import { useGet } from '../parts/use-get.ts';
import { QuestionList } from './question-list.tsx';

/** Every question with its answers, exact: of everyone or of one group. It prints as a report. */
export function QuestionsPage({ query }: { readonly query: URLSearchParams }) {
  const desk = useDesk();
  const { survey, words } = desk;
  const { questions: text } = words.desk;
  const [wanted, setWanted] = useState('');
  const asked = new URLSearchParams([...query].filter(([name]) => name.startsWith('item.')));
  const path = `/api/organiser/questions/${survey.id}${countQuery(desk, Object.fromEntries(asked))}`;
  const reply = useGet(path, questionsReply);
  return (
    <>
      <h1 tabIndex={-1}>{words.desk.pages.questions}</h1>
      <Groups asked={asked} />
      <div class="fields screen-only">
        <label class="search">
          {text.search}
          <input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
        </label>
      </div>
      <WithEarlierOptions>
        <CalledPart asked={reply} slow={words.desk.participation.slow}>
          {(value) => (
            <Printable class="report questions-report" label={text.print}>
              <b class="paper-only on-each-page">{text.notToPublish}</b>
              <p class="paper-only count">{words.of(survey.title)}</p>
              <p class="paper-only">{`${desk.me.demonstration ? words.desk.demonstration : controllerText(desk)} · ${words.date(desk.me.today)}`}</p>
              <p class="count">
                {text.base(words.number(value.n), value.n, cutText(desk))}
                <span class="help"> {filterWords(desk, asked)}</span>
              </p>
              <p class="notice">{text.exact}</p>
              {value.n === 0 ? (
                <NothingCounted isFiltered={asked.size > 0} />
              ) : (
                <QuestionList reply={value} wanted={wanted} />
              )}
            </Printable>
          )}
        </CalledPart>
      </WithEarlierOptions>
    </>
  );
}

/** The groups of the survey, each a link to the same page of it alone. */
function Groups({ asked }: { readonly asked: URLSearchParams }) {
  const { survey, words } = useDesk();
  const file = useGet(`/surveys/${survey.id}/results.json`, filtersFile);
  const { stratum } = survey;
  const question = stratum === undefined ? undefined : survey.question.get(stratum);
  if (!question || file.called?.kind !== 'ok' || !file.called.value.filters.includes(question.id)) return null;
  const name = `item.${question.id}`;
  const now = asked.get(name) ?? '';
  const to = (option: string) => {
    const { [name]: _, ...others } = Object.fromEntries(asked);
    return addressTo('questions', { s: survey.id, ...others, ...(option && { [name]: option }) });
  };
  const groups = [
    { id: '', label: words.desk.crossing.everyone },
    ...question.choices.map(({ id, label }) => ({ id, label: words.of(label) })),
  ];
  return (
    <nav class="groups" aria-label={words.of(question.text)}>
      <ul>
        {groups.map(({ id, label }) => (
          <li key={id}>
            <a class="pill" href={to(id)} {...(id === now && { 'aria-current': 'true' as const })}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
