import { hrefTo } from '../../address/routes.ts';
import { useScreen } from '../../elements/use-screen.ts';
import { MakeFile } from './make-file.tsx';
import { OpenFile, type OpenFileProps } from './open-file.tsx';
import { rescueStrings } from './rescue-words.ts';
import '../../elements/parts.css';

/** `#/rescue`: what could not leave goes out as a file, and what another device could not send comes in. */
export function RescuePage({ session, isShared }: Omit<OpenFileProps, 'text'>) {
  const { survey, words } = session.edition.value;
  const text = rescueStrings(words.uiLanguage);
  const heading = useScreen(`${text['rescue.title']} – ${words.of(survey.title)}`);
  const open = <OpenFile session={session} text={text} isShared={isShared} />;
  return (
    <div class="stack start">
      <h1 tabIndex={-1} ref={heading}>
        {text['rescue.title']}
      </h1>
      <p data-act>{text['rescue.lead']}</p>
      <p data-safe>{text[session.keeps.value === 'disk' ? 'rescue.stays' : 'rescue.in-page']}</p>
      {isShared && open}
      <MakeFile session={session} text={text} />
      {!isShared && open}
      <a class="secondary button" href={hrefTo({ screen: 'opening' })}>
        {text['rescue.home']}
      </a>
    </div>
  );
}
