import { useRef, useState } from 'preact/hooks';
import type { Called } from '../calls/desk-client.ts';
import { type ComparisonTold, comparisonReply } from '../calls/survey-reply.ts';
import type { OpenSurvey } from '../drafting/use-survey-files.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';
import { Printable } from '../parts/printable.tsx';
import { WorkbookPart } from './workbook-part.tsx';

/** Where the draft differs from what is published, or from a workbook, by sheet and cell. */
export function ComparePart({ told }: { readonly told: OpenSurvey }) {
  const { client, words } = useSite();
  const { compare: text } = words.desk.questionnaires;
  const [called, setCalled] = useState<Called<ComparisonTold>>();
  const file = useRef<HTMLInputElement>(null);
  const path = `/api/organiser/surveys/${told.survey}/comparison`;
  const withPublished = async () => setCalled(await client.get(path, comparisonReply));
  const withFile = async (input: HTMLInputElement) => {
    const [chosen] = input.files ?? [];
    if (!chosen) return;
    const body = new Uint8Array(await chosen.arrayBuffer());
    // Emptied, or the same file chosen again, corrected, would be no change.
    input.value = '';
    setCalled(await client.change('POST', `${path}?of=draft`, { body }, comparisonReply));
  };
  const language = words.language === 'en' ? 'en' : 'fr';
  return (
    <div class="stack">
      <h3>{text.title}</h3>
      <p class="help">{text.help}</p>
      <div class="row">
        {told.state === 'draft' ? null : (
          <button type="button" class="secondary" onClick={() => void withPublished()}>
            {text.withPublished}
          </button>
        )}
        <button type="button" class="secondary" onClick={() => file.current?.click()}>
          {text.withFile}
        </button>
      </div>
      <input
        ref={file}
        type="file"
        hidden
        accept=".xlsx"
        data-compare
        onChange={({ currentTarget }) => void withFile(currentTarget)}
      />
      {called?.kind === 'ok' ? (
        <Printable class="report comparison" label={words.desk.inviting.print}>
          <p role="status">{text.count(called.value.lines.length)}</p>
          <ul>
            {called.value.lines.map(({ sheet, cell, code, says }) => (
              <li key={`${code} ${sheet} ${cell} ${says.en}`}>{says[language]}</li>
            ))}
          </ul>
        </Printable>
      ) : called ? (
        <>
          <CallFailure called={called} />
          <WorkbookPart report={called.kind === 'refused' ? called.report : undefined} />
        </>
      ) : null}
    </div>
  );
}
