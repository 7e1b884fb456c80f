import { render } from 'preact';
import { fetchFont } from '../ui/elements/font.ts';
import { ErrorScreen } from '../ui/shell/error-screen.tsx';
import { deskLanguageFor } from '../words/languages.ts';
import { InDesk } from './parts/desk-context.ts';
import { DeskApp } from './shell/desk-app.tsx';
import { dropTokenInAddress, keepToken, keptToken, redeemCode, takeEntryCode } from './shell/kept-token.ts';
import { loadDeskWords } from './words/desk-words.ts';
import '../ui/elements/tokens.css';
import '../ui/elements/base.css';
import '../ui/elements/parts.css';
import './shell/desk.css';
import './parts/parts.css';
import './participation/participation.css';
import './inviting/inviting.css';
import './questions/questions.css';
import './crossing/crossing.css';
import './exporting/exporting.css';
import './moderating/moderating.css';
import './questionnaires/questionnaires.css';
import './colleagues/colleagues.css';

const root = document.getElementById('desk');
if (!root) throw new Error('the page of the desk has lost its root');

// Before anything else: the address must not go on holding it.
const wasInAddress = dropTokenInAddress();
const code = takeEntryCode();
const entered = code === undefined ? undefined : await redeemCode(code);
if (entered !== undefined) keepToken(entered);
const language = deskLanguageFor(new URLSearchParams(location.search).get('lang') ?? '', navigator.languages);
document.documentElement.lang = language;

const [words, useFont] = await Promise.all([loadDeskWords(language), fetchFont()]);
useFont();
const isCodeOver = code !== undefined && entered === undefined;
const statusText = wasInAddress
  ? words.desk.signedOut.inAddress
  : isCodeOver
    ? words.desk.colleagues.codeOver
    : undefined;
render(
  <ErrorScreen words={words}>
    <InDesk value={{ words }}>
      <DeskApp token={isCodeOver ? undefined : keptToken()} statusText={statusText} />
    </InDesk>
  </ErrorScreen>,
  root,
);
