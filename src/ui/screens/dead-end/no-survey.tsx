import { isClosedOn } from '../../../core/survey/closing.ts';
import { loadCode } from '../../../lazy/load-code.ts';
import { dayOf } from '../../../wire/day.ts';
import { findAsked } from '../../address/find-entry.ts';
import { languageAmong, readLink } from '../../address/link.ts';
import { Button } from '../../elements/button.tsx';
import { fetchSurvey } from '../../state/editions.ts';
import { cardStrings } from '../../words/later-words.ts';
import { type Words, wordsIn } from '../../words/words.ts';
import styles from './dead-end.module.css';
import { DeadEnd, otherWays } from './dead-end.tsx';
import { deadEndStrings } from './dead-end-words.ts';

/** Returns the screen for a survey that is out of reach, or unknown here: then it proposes the site's. `undefined` without its words. */
export async function noSurvey(words: Words, why: 'unknown' | 'first-time' | 'no-room') {
  if (words.ui.rest && !(await loadCode(words.ui.rest))) return undefined;
  const text = deadEndStrings(words.uiLanguage);
  if (why !== 'unknown')
    return (
      <div data-lost={why}>
        <DeadEnd
          words={words}
          sign="map"
          title={why === 'no-room' ? cardStrings(words.uiLanguage)['status.no-room'] : text[why]}
        >
          <p>{words.ui['lost.network']}</p>
          <Button label={words.ui['status.retry']} class="primary" onClick={() => location.reload()} />
          <a class="secondary button" href="/">
            {words.ui['lost.home']}
          </a>
        </DeadEnd>
      </div>
    );
  const link = readLink(location.search);
  const home = link.survey === undefined ? undefined : await findHome(words, link.language);
  return (
    <div data-lost="survey">
      <DeadEnd
        words={words}
        sign="link"
        title={text[link.survey === undefined ? 'none-title' : 'survey-title']}
        ways={home ? otherWays(words, '/') : []}
        foot={text[link.survey === undefined ? 'none-foot' : 'survey-foot']}
      >
        {/* Anything else might be a message that someone has put into a link. */}
        {/^[\w-]{1,40}$/.test(link.survey ?? '') && (
          <p>
            {text.survey}
            <br />
            <code class={styles.address}>/?s={link.survey}</code>
          </p>
        )}
        {home?.isOpen && (
          <p class={styles.open}>
            <span class="aside">{text['open-now']}</span>
            <b {...home.mark}>{home.name}</b>
          </p>
        )}
        {/* The whole address, so that the wrong survey in it goes too. Without a survey in it, it is that address. */}
        {link.survey !== undefined && (
          <a class="primary button" href="/">
            {home?.isOpen ? text['open-it'] : words.ui['lost.home']}
          </a>
        )}
      </DeadEnd>
    </div>
  );
}

async function findHome(words: Words, asked: string | null) {
  const found = await findAsked(readLink(''));
  if (typeof found === 'string') return undefined;
  const { id, revision, languages } = found.entry;
  const language = languageAmong(languages, asked);
  const file = await fetchSurvey(id, revision, language);
  if (typeof file === 'string') return undefined;
  const own = wordsIn(language, words.ui, file.dir);
  return { name: own.of(file.asked ?? file.title), mark: own.inSurvey, isOpen: !isClosedOn(file, dayOf(new Date())) };
}
