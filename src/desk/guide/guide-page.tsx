import { useEffect } from 'preact/hooks';
import { Lazy } from '../../ui/elements/lazy.tsx';
import { addressTo } from '../parts/desk-address.ts';
import type { SiteDesk } from '../parts/desk-context.ts';
import { TemplateButton } from '../questionnaires/template-button.tsx';
import type { DeskWords } from '../words/desk-words.ts';
import type { GuidePart, GuideText } from '../words/guide-text.ts';
import { GuideBlocks } from './guide-blocks.tsx';
import './guide.css';

interface GuidePageProps {
  readonly words: DeskWords;
  /** Absent before signing in: everybody can read the guide. */
  readonly desk?: SiteDesk | undefined;
  /** The part that the address names. */
  readonly part: string | null;
}

/** The author's guide: how to write a survey in a spreadsheet. Its example is the template. */
export function GuidePage({ words, desk, part }: GuidePageProps) {
  return (
    <Lazy load={words.uiLanguage === 'en' ? loadEnglish : loadFrench} words={words} whole>
      {({ text }) => <Guide text={text} words={words} desk={desk} part={part} />}
    </Lazy>
  );
}

const loadFrench = async () => ({ text: (await import('../words/guide-fr.ts')).guideFr });
const loadEnglish = async () => ({ text: (await import('../words/guide-en.ts')).guideEn });

interface GuideProps extends GuidePageProps {
  readonly text: GuideText;
}

function Guide({ text, words, desk, part }: GuideProps) {
  useEffect(() => {
    const heading = part === null ? undefined : document.getElementById(`guide-${part}`);
    heading?.scrollIntoView();
    heading?.focus({ preventScroll: true });
  }, [part]);
  return (
    <article class="guide" lang={words.uiLanguage}>
      <header>
        <h1 tabIndex={-1}>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        <div class="guide-actions screen-only">
          {desk ? (
            <TemplateButton desk={desk} />
          ) : (
            <p>
              {text.signedOut} <a href={addressTo('surveys', {})}>{text.enter}</a>
            </p>
          )}
          <button type="button" class="secondary" onClick={() => print()}>
            {text.print}
          </button>
        </div>
      </header>
      <nav aria-label={text.contents} class="guide-contents screen-only">
        <p>{text.contents}</p>
        <ol>
          {text.parts.map(({ id, title }) => (
            <li key={id}>
              <a href={addressTo('guide', { part: id })}>{title}</a>
            </li>
          ))}
        </ol>
      </nav>
      <div class="guide-parts">
        {text.parts.map((one, place) => (
          <Part key={one.id} part={one} number={place + 1} words={words} />
        ))}
      </div>
    </article>
  );
}

interface PartProps {
  readonly part: GuidePart;
  readonly number: number;
  readonly words: DeskWords;
}

function Part({ part: { id, title, blocks }, number, words }: PartProps) {
  return (
    <section aria-labelledby={`guide-${id}`}>
      <h2 id={`guide-${id}`} tabIndex={-1}>
        <span class="guide-number">{number}</span> {title}
      </h2>
      <GuideBlocks blocks={blocks} language={words.uiLanguage} />
    </section>
  );
}
