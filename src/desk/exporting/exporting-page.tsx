import { useState } from 'preact/hooks';
import * as v from 'valibot';
import { participationReply } from '../../wire/organiser/organiser-reply.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { may, useDesk } from '../parts/desk-context.ts';
import { useGet } from '../parts/use-get.ts';
import { WithToday } from '../parts/with-today.tsx';
import { ExportLine } from './export-line.tsx';
import { RescuePart } from './rescue-part.tsx';

/** Formats whose labels, headers and columns can be chosen. */
const TABLES: readonly string[] = ['.csv', '.xlsx'];

/** Offers every export format with its address, and shows how many rows it will have. */
export function ExportingPage() {
  const desk = useDesk();
  const { survey, words } = desk;
  const { exporting: text } = words.desk;
  const [withToday, setWithToday] = useState(false);
  const [choices, setChoices] = useState(() => keptChoices(survey.languages));
  const { labels, headers, hasChoiceColumns } = choices;
  const choose = (changed: Partial<ExportChoices>) => {
    const next = { ...choices, ...changed };
    sessionStorage.setItem(NAME, JSON.stringify(next));
    setChoices(next);
  };
  const look = {
    ...(labels && { labels }),
    ...(headers && { headers }),
    ...(hasChoiceColumns && { choices: 'columns' }),
  };
  const queryOf = (ending: string) =>
    new URLSearchParams({
      ...(TABLES.includes(ending) ? look : ending === '.sps' && labels ? { labels } : {}),
      ...(withToday && { today: '1' }),
    }).toString();
  // The same name as the service gives to the CSV table, because the SPSS syntax refers to it.
  const stem = [survey.id, ...(desk.me.demonstration ? ['demonstration'] : []), desk.me.today].join('-');
  return (
    <>
      <h1 tabIndex={-1}>{words.desk.pages.exporting}</h1>
      <p class="notice">{text.raw}</p>
      <p class="help">{text.marked}</p>
      <RowCount withToday={withToday} />
      <div class="fields">
        <WithToday label={text.withToday} checked={withToday} onChange={setWithToday} />
        <LanguageChoice
          value={labels}
          label={text.cells}
          none={text.codes}
          of={text.labels}
          onChange={(chosen) => choose({ labels: chosen })}
        />
        <LanguageChoice
          value={headers}
          label={text.headers}
          none={text.headerNames}
          of={text.headerWords}
          onChange={(chosen) => choose({ headers: chosen })}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={hasChoiceColumns}
            onChange={(event) => choose({ hasChoiceColumns: event.currentTarget.checked })}
          />
          {text.choiceColumns}
        </label>
      </div>
      {withToday ? <p class="help">{text.withTodayHelp}</p> : null}
      <ul class="formats lines">
        {Object.keys(text.formats)
          .filter((ending) => ending !== '.comments.csv' || may(desk, 'comments'))
          .map((ending) => (
            <ExportLine key={ending} stem={stem} ending={ending} query={queryOf(ending)} />
          ))}
      </ul>
      <RescuePart />
    </>
  );
}

/** Shows how many rows a file will have, with or without today's. */
function RowCount({ withToday }: { readonly withToday: boolean }) {
  const { survey, words, me } = useDesk();
  const { exporting: text } = words.desk;
  const counts = useGet(`/api/organiser/participation/${survey.id}${withToday ? '?today=1' : ''}`, participationReply);
  return (
    <CalledPart asked={counts}>
      {({ complete, partial }) => {
        const rows = complete + partial;
        const count = words.number(rows);
        return (
          <p class="count">{withToday ? text.rowsToday(count, rows) : text.rows(count, rows, words.date(me.today))}</p>
        );
      }}
    </CalledPart>
  );
}

interface LanguageChoiceProps {
  readonly value: string;
  readonly label: string;
  /** The label of the choice without a language. */
  readonly none: string;
  readonly of: (language: string) => string;
  readonly onChange: (language: string) => void;
}

function LanguageChoice({ value, label, none, of, onChange }: LanguageChoiceProps) {
  const { survey, words } = useDesk();
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{none}</option>
        {survey.languages.map((language) => (
          <option key={language} value={language}>
            {of(words.languageName(language))}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Under this name the choices are kept for the tab; they go with the session. */
const NAME = 'barometre-export';

const choicesSchema = v.object({ labels: v.string(), headers: v.string(), hasChoiceColumns: v.boolean() });
/** How tables are written: `labels` and `headers` are languages, or empty for ids. */
type ExportChoices = v.InferOutput<typeof choicesSchema>;

/** Those of the last visit to the page, as far as this survey has their languages. */
function keptChoices(languages: readonly string[]): ExportChoices {
  const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), choicesSchema), sessionStorage.getItem(NAME));
  if (!kept.success) return { labels: '', headers: '', hasChoiceColumns: false };
  const known = (language: string) => (languages.includes(language) ? language : '');
  return { ...kept.output, labels: known(kept.output.labels), headers: known(kept.output.headers) };
}
