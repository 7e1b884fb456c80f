import { signal } from '@preact/signals';
import { renderToString } from 'preact-render-to-string';
import { pathThrough } from '../core/answering/flow.ts';
import { directionOf } from '../core/language.ts';
import { toSurvey } from '../core/survey/questionnaire.ts';
import type { SurveyEntry } from '../core/survey/survey-entry.ts';
import { hrefTo } from '../ui/address/routes.ts';
import { preload } from '../ui/elements/use-code.ts';
import { loadNotice, Opening } from '../ui/screens/opening/opening.tsx';
import { QuestionScreen } from '../ui/screens/question/question.tsx';
import { Head } from '../ui/shell/head.tsx';
import { type Words, wordsIn } from '../ui/words/words.ts';
import { WORDS } from './all-words.ts';
import type { PageOrder } from './page-order.ts';
import type { Landing } from './shared-profile.ts';

// The page contains the whole notice.
if (!(await preload(loadNotice))) throw new Error('The notice cannot be drawn: its code was not found');

/** In characters. Six drawings take two thousand. */
const EMBLEMS_IN_PAGE = 8000;

/** The page shows these parts of a survey before any code has arrived. */
interface FirstScreens {
  /** Plain texts. */
  readonly title: string;
  readonly why: string;
  /** HTML, shown to browsers that cannot run the code; its `noscript` has an element for those with scripts off. */
  readonly oldBrowser: string;
  /** HTML, as `App` draws it for someone who is here for the first time. */
  readonly opening: string;
  /** A `<template>` of the first question. Empty unless that is a single choice: only its controls work without code. */
  readonly question: string;
}

export function renderFirstScreens({ file, language, ui, entry, landing, emblems }: PageOrder): FirstScreens {
  const { languages } = entry;
  const survey = toSurvey(file);
  const words = wordsIn(language, WORDS[ui].first, directionOf(language));
  const text = WORDS[ui].page;
  const common = { survey, words, interview: undefined, languages, onLanguage: nothing };
  const opening = (
    <div class="page" data-screen="opening">
      <Head {...common} question={undefined} />
      <main data-screen="opening">
        <Opening
          {...common}
          landing={landing && <SharedProfile landing={landing} words={words} kicker={text['landing.kicker']} />}
          emblems={pictureOf(entry, landing?.profile, emblems, directionOf(language))}
          isClosed={false}
          isForgetful={false}
          onBegin={nothing}
        />
      </main>
    </div>
  );
  const oldBrowser = (
    <p class="old" {...words.inUi} {...lostIn(words)}>
      {text['browser.old']}
      <noscript>
        <wbr />
      </noscript>
    </p>
  );
  const path = pathThrough(survey, {});
  const [first] = path.questions;
  const interview = {
    answers: signal({}),
    path: signal(path),
    held: signal('ours' as const),
    id: signal(undefined),
    give: nothing,
  };
  const question = first?.kind === 'single' && first === survey.questions[0] && (
    <template id="first-question" data-opens-on={survey.opensOn} data-closed-from={survey.closedFrom}>
      <div class="page" data-screen="question">
        <Head {...common} question={first} />
        <main data-screen="question">
          <QuestionScreen {...common} question={first} interview={interview} onBack={nothing} onContinue={nothing} />
        </main>
      </div>
    </template>
  );
  return {
    title: words.of(survey.title),
    why: words.of(survey.opening.why),
    oldBrowser: renderToString(oldBrowser),
    opening: renderToString(opening),
    question: question ? renderToString(question) : '',
  };
}

/**
 * The picture of the emblems: a small one is in the page itself, so that the first load has one request less. It holds numbers and paths
 * alone, which are checked when the survey is read. The code that takes the page over leaves it as it is, and requests the file if it
 * draws the opening again. The first emblem is where the first name is.
 */
function pictureOf({ id, edition }: SurveyEntry, lit: string | undefined, emblems = '', direction: 'ltr' | 'rtl') {
  if (!lit && emblems.length > 0 && emblems.length < EMBLEMS_IN_PAGE) {
    const picture = emblems.trim().replace(/ xmlns="[^"]*"/, '');
    if (direction === 'ltr') return { __html: picture };
    const turned = picture
      .replace(/viewBox="0 0 (\d+)/, 'viewBox="-$1 0 $1')
      .replace('>', '><g transform="scale(-1 1)">');
    return { __html: turned.replace('</svg>', '</g></svg>') };
  }
  return `/surveys/${id}/${edition}/emblems${lit ? `/${lit}` : ''}.svg`;
}

/** Gives the script that says that the app's code is lost its words. It has them in French itself. */
function lostIn({ ui, uiLanguage }: Words) {
  if (uiLanguage === 'fr') return {};
  return { 'data-cut': `${ui['lost.code']} ${ui['lost.network']}`, 'data-reload': ui['lost.reload'] };
}

function nothing(): void {}

interface SharedProfileProps {
  readonly landing: Landing;
  readonly words: Words;
  readonly kicker: string;
}

/** The shared profile, above the opening that it leads to. Colours are SVG attributes: the content security policy refuses inline styles. */
function SharedProfile({ landing, words, kicker }: SharedProfileProps) {
  const { name, sentence, mark, emblems, profile } = landing;
  const [first, ...more] = emblems;
  return (
    <div class="lit">
      {first && more.length === 0 && (
        <svg class="ground" aria-hidden="true">
          <rect width="100%" height="100%" fill={`oklch(62% 0.11 ${first.hue})`} />
        </svg>
      )}
      <p class="emblems">
        {emblems.map(({ paths, hue }) => (
          <svg
            key={paths.join()}
            viewBox="0 0 64 64"
            aria-hidden="true"
            fill="none"
            stroke={`oklch(62% 0.11 ${hue})`}
            stroke-width="3"
            stroke-linecap="round"
            stroke-linejoin="round"
          >
            {paths.map((path) => (
              <path key={path} d={path} />
            ))}
          </svg>
        ))}
      </p>
      <p {...words.inUi}>{kicker}</p>
      <p class="name" {...mark}>
        {profile ? <a href={hrefTo({ screen: 'profile', profile })}>{name}</a> : name}
      </p>
      <p {...mark}>{sentence}</p>
    </div>
  );
}
