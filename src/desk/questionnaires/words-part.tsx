import { useState } from 'preact/hooks';
import type * as v from 'valibot';
import { Button } from '../../ui/elements/button.tsx';
import { Passages } from '../../ui/texts/passage-list.tsx';
import { textReply } from '../../wire/organiser/survey-reply.ts';
import type { TextsProps } from '../drafting/use-survey-files.ts';
import { useCall } from '../parts/call-failure.tsx';
import { useSite, useWords } from '../parts/desk-context.ts';
import { NewText } from './new-text.tsx';

/** What the organiser writes next to the results, in Markdown, a file for each language. */
export function WordsPart({ texts, languages }: TextsProps) {
  const { questionnaires: text } = useWords().desk;
  const [begun, setBegun] = useState<ReadonlyMap<string, string>>(new Map());
  const kept = [...texts.files].filter(([path]) => path.endsWith('.md'));
  const unkept = [...begun].filter(([path]) => !texts.files.has(path));
  return (
    <>
      <h3>{text.inWords}</h3>
      <p class="help">{text.inWordsHelp}</p>
      {[...kept, ...unkept].map(([path, draft]) => (
        <OneFile key={path} texts={texts} path={path} written={texts.files.get(path) ?? ''} draft={draft} />
      ))}
      <NewText
        texts={texts}
        languages={languages}
        onBegin={(path, draft) => setBegun(new Map([...begun, [path, draft]]))}
      />
    </>
  );
}

interface OneFileProps extends Pick<TextsProps, 'texts'> {
  readonly path: string;
  readonly written: string;
  readonly draft: string;
}

function OneFile({ texts, path, written, draft }: OneFileProps) {
  const { client, words } = useSite();
  const { questionnaires: text } = words.desk;
  const { survey } = texts;
  const [now, setNow] = useState(draft);
  const [seen, setSeen] = useState<v.InferOutput<typeof textReply>>();
  const { run, failure } = useCall();
  const see = async () => {
    const reply = await run(client.post(`/api/organiser/surveys/${survey}/text`, { text: now }, textReply));
    if (reply) setSeen(reply);
  };
  const language = /\.([^./]+)\.md$/.exec(path)?.[1] ?? words.language;
  return (
    <details open={draft !== written}>
      <summary>
        <code>{path}</code>
      </summary>
      <form
        class="text-editor stack"
        onSubmit={(event) => {
          event.preventDefault();
          void run(texts.save(path, now));
        }}
      >
        <label>
          <span class="unseen">{path}</span>
          <textarea rows={10} dir="auto" value={now} onInput={({ currentTarget }) => setNow(currentTarget.value)} />
        </label>
        {failure}
        <div class="row">
          <Button label={text.keep} type="submit" class="primary" disabled={now === written} />
          <Button label={text.newText.see} onClick={() => void see()} />
        </div>
      </form>
      {seen ? (
        <div class="as-read box">
          {seen.title === null ? null : <h4 lang={language}>{seen.title}</h4>}
          {seen.faults.map(({ line, reason }) => (
            <p key={line} class="fault" lang="en">
              {text.newText.fault(line, reason)}
            </p>
          ))}
          <Passages text={{ language, passages: seen.passages }} language={words.language} heading="h3" />
        </div>
      ) : null}
    </details>
  );
}
