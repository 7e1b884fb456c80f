import { useState } from 'preact/hooks';
import * as v from 'valibot';
import { participationReply } from '../../wire/organiser/organiser-reply.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { countQuery, cutText, NothingCounted } from '../parts/counted.tsx';
import { may, useDesk } from '../parts/desk-context.ts';
import { useGet } from '../parts/use-get.ts';
import { ExportLine } from './export-line.tsx';
import { RescuePart } from './rescue-part.tsx';

/** Formats whose labels, headers and columns can be chosen. */
const TABLES: readonly string[] = ['.csv', '.xlsx'];
/** Formats without what was received: the published tables, and how a program reads a table. */
const WITHOUT_CUT: readonly string[] = ['.zip', '.sps'];

/** Offers every export format with its address, and shows how many rows it will have. */
export function ExportingPage() {
  const desk = useDesk();
  const { survey, words } = desk;
  const { exporting: text } = words.desk;
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
    countQuery(
      WITHOUT_CUT.includes(ending) ? { withToday: false } : desk,
      TABLES.includes(ending) ? look : ending === '.sps' && labels ? { labels } : {},
    );
  // The same name as the service gives to the CSV table, because the SPSS syntax refers to it.
  const stem = [survey.id, ...(desk.me.demonstration ? ['demonstration'] : []), desk.me.today].join('-');
  return (
    <>
      <h1 tabIndex={-1}>{words.desk.pages.exporting}</h1>
      <p class="notice">{text.raw}</p>
      <p class="help">{text.marked}</p>
      <RowCount />
      <div class="fields">
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
      <ul class="formats lines">
        {Object.keys(text.formats)
          .filter((ending) => ending !== '.comments.csv' || may(desk, 'comments'))
          .map((ending) => (
            <ExportLine
              key={ending}
              stem={stem}
              ending={ending}
              query={queryOf(ending)}
              cut={WITHOUT_CUT.includes(ending) ? '' : cutText(desk)}
            />
          ))}
      </ul>
      <RescuePart />
    </>
  );
}

/** Shows how many rows a file will have. */
function RowCount() {
  const desk = useDesk();
  const { survey, words } = desk;
  const counts = useGet(`/api/organiser/participation/${survey.id}${countQuery(desk)}`, participationReply);
  return (
    <CalledPart asked={counts}>
      {({ complete, partial }) => {
        const rows = complete + partial;
        return (
          <>
            <p class="count">{words.desk.exporting.rows(words.number(rows), rows, cutText(desk))}</p>
            {rows === 0 ? <NothingCounted /> : null}
          </>
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
