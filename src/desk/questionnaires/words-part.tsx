import { useState } from 'preact/hooks';
import type { SurveyTexts } from '../drafting/use-survey-files.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import type { SiteDesk } from '../parts/desk-context.ts';

interface WordsPartProps {
  readonly desk: SiteDesk;
  readonly texts: SurveyTexts;
  readonly languages: readonly string[];
}

/** What the organiser writes next to the results, in Markdown, a file for each language. */
export function WordsPart({ desk, texts }: WordsPartProps) {
  const { words } = desk;
  const { questionnaires: text } = words.desk;
  const files = [...texts.files].filter(([path]) => path.endsWith('.md'));
  if (files.length === 0) return null;
  return (
    <>
      <h3>{text.inWords}</h3>
      <p class="help">{text.inWordsHelp}</p>
      {files.map(([path, written]) => (
        <OneFile key={path} desk={desk} texts={texts} path={path} written={written} />
      ))}
    </>
  );
}

interface OneFileProps extends Omit<WordsPartProps, 'languages'> {
  readonly path: string;
  readonly written: string;
}

function OneFile({ desk, texts, path, written }: OneFileProps) {
  const { words } = desk;
  const { questionnaires: text } = words.desk;
  const [now, setNow] = useState(written);
  const [failed, setFailed] = useState<Parameters<typeof CallFailure>[0]['called']>();
  const keep = async (event: SubmitEvent) => {
    event.preventDefault();
    const called = await texts.save(path, now);
    setFailed(called.kind === 'ok' ? undefined : called);
  };
  return (
    <details>
      <summary>
        <code>{path}</code>
      </summary>
      <form class="stack text-editor" onSubmit={(event) => void keep(event)}>
        <label>
          <span class="unseen">{path}</span>
          <textarea rows={10} value={now} onInput={({ currentTarget }) => setNow(currentTarget.value)} />
        </label>
        {failed ? <CallFailure called={failed} words={words} /> : null}
        <button type="submit" class="primary" disabled={now === written}>
          {text.keep}
        </button>
      </form>
    </details>
  );
}
