import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { QrCode } from '../../ui/elements/qr-code.tsx';
import { type DraftReply, linkReply } from '../../wire/organiser/survey-reply.ts';
import { CopyText } from '../inviting/copy-text.tsx';
import { useCall } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';
import { StatusNote } from '../parts/status-note.tsx';
import type { OpenSurvey } from './use-survey-files.ts';

export interface PreviewPlace {
  /** The question that it goes to. */
  readonly at: string;
  /** The text that it outlines. */
  readonly lit: string;
}

interface PhoneFrameProps extends Partial<PreviewPlace> {
  readonly draft: DraftReply;
  readonly languages: readonly string[];
  /** Told of the texts under a tap, the innermost first. */
  readonly onText: (texts: readonly string[], language: string) => void;
}

/**
 * The page that respondents would get, in a frame without an origin: the browser stores nothing for it, and the page cannot reach the
 * desk. The draft is handed in by message, and the texts that are tapped come back the same way.
 */
export function PhoneFrame({ draft, languages, onText, at, lit = '' }: PhoneFrameProps) {
  const { words } = useSite();
  const { questionnaires: text } = words.desk;
  const frame = useRef<HTMLIFrameElement>(null);
  const [language, setLanguage] = useState(languages.find((one) => one === words.language) ?? languages[0] ?? 'fr');
  const [times, setTimes] = useState(0);
  const handed = useRef({ draft, onText, language });
  handed.current = { draft, onText, language };
  const placed = useRef<object>({});
  const show = () => frame.current?.contentWindow?.postMessage(placed.current, '*');
  placed.current = at === undefined ? {} : { at, lit };
  useEffect(show, [at, lit]);
  useEffect(() => {
    const listen = ({ source, data }: MessageEvent<unknown>) => {
      if (source === null || source !== frame.current?.contentWindow) return;
      if (data === 'place-wanted') show();
      if (data === 'draft-wanted') frame.current.contentWindow?.postMessage(handed.current.draft, '*');
      const tapped = typeof data === 'object' && data !== null && 'tapped' in data ? data.tapped : undefined;
      if (Array.isArray(tapped)) handed.current.onText(tapped.map(String), handed.current.language);
    };
    addEventListener('message', listen);
    return () => removeEventListener('message', listen);
  }, []);
  return (
    <>
      <div class="phone">
        <iframe
          // Another draft, and another language, is another page.
          key={`${draft.entry.edition} ${language} ${times}`}
          ref={frame}
          title={text.previewFrame}
          src={`/preview?lang=${language}`}
          sandbox="allow-scripts allow-forms"
        />
      </div>
      <div class="row">
        <LanguageChoice label={text.inLanguage} {...{ languages, language }} onLanguage={setLanguage} />
        <Button label={text.again} onClick={() => setTimes(times + 1)} />
      </div>
    </>
  );
}

interface LanguageChoiceProps extends Pick<PhoneFrameProps, 'languages'> {
  readonly label: string;
  readonly language: string;
  readonly onLanguage: (language: string) => void;
}

/** The language in which texts are read and written, where there are several. */
export function LanguageChoice({ label, languages, language, onLanguage }: LanguageChoiceProps) {
  const { languageName } = useSite().words;
  if (languages.length < 2) return null;
  return (
    <label>
      {label}{' '}
      <select value={language} onChange={({ currentTarget }) => onLanguage(currentTarget.value)}>
        {languages.map((one) => (
          <option key={one} value={one}>
            {languageName(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A link that opens the draft on one's own phone, made when it is asked for: its secret is shown once. */
export function PhonePreview({ overview }: { readonly overview: OpenSurvey }) {
  const { client, words, origin } = useSite();
  const { inviting, questionnaires: text } = words.desk;
  const [link, setLink] = useState<{ readonly address: string; readonly until: string }>();
  const [statusText, setStatusText] = useState('');
  const { run, failure } = useCall();
  const path = `/api/organiser/surveys/${overview.survey}/preview`;
  const change = async (method: 'POST' | 'DELETE') => {
    const changed = await run(client.change(method, path, {}, linkReply));
    if (!changed) return;
    const { survey, secret, until } = changed;
    overview.follows.current = survey?.version ?? undefined;
    setStatusText(method === 'POST' ? '' : text.previewEnded);
    setLink(until === undefined ? undefined : { address: `${origin}/preview#${secret}`, until });
  };
  return (
    <div class="stack preview-link">
      {link ? (
        <>
          <QrCode text={link.address} label={text.qr} />
          <p class="help">{text.phoneHelp(words.date(link.until))}</p>
          <div class="row">
            <CopyText text={link.address} label={inviting.copyLink} />
            <Button label={text.endPreview} onClick={() => void change('DELETE')} />
          </div>
        </>
      ) : (
        <Button label={text.onPhone} onClick={() => void change('POST')} />
      )}
      <StatusNote text={statusText} />
      {failure}
    </div>
  );
}
