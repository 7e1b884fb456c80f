import { useEffect } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { Lazy } from '../../ui/elements/lazy.tsx';
import { addressTo } from '../parts/desk-address.ts';
import { useWords } from '../parts/desk-context.ts';
import { TemplateButton } from '../workbooks/download-button.tsx';
import { GuideBlocks } from './guide-blocks.tsx';
import type { GuidePart, GuideText } from './guide-text.ts';
import './guide.css';

interface GuidePageProps {
  /** The guide can be read before signing in too. */
  readonly isSignedIn?: boolean;
  /** The part that the address names. */
  readonly part: string | null;
}

/** The author's guide: how to write a survey in a spreadsheet. Its example is the template. */
export function GuidePage(props: GuidePageProps) {
  const words = useWords();
  return (
    <Lazy load={words.uiLanguage === 'en' ? loadEnglish : loadFrench} words={words} kind="screen">
      {({ guide }) => <Guide {...props} text={guide} />}
    </Lazy>
  );
}

const loadFrench = () => import('../../words/compiled/guide/fr.mjs');
const loadEnglish = () => import('../../words/compiled/guide/en.mjs');

function Guide({ text, isSignedIn, part }: GuidePageProps & { readonly text: GuideText }) {
  const { uiLanguage, desk } = useWords();
  useEffect(() => {
    const heading = part === null ? undefined : document.getElementById(`guide-${part}`);
    heading?.scrollIntoView();
    heading?.focus({ preventScroll: true });
  }, [part]);
  return (
    <article class="guide stack" lang={uiLanguage}>
      <header>
        <h1 tabIndex={-1}>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        <div class="guide-actions box row screen-only">
          {isSignedIn ? (
            <TemplateButton />
          ) : (
            <p>
              {desk.guide.signedOut} <a href={addressTo('surveys', {})}>{desk.guide.enter}</a>
            </p>
          )}
          <Button label={desk.guide.print} onClick={() => print()} />
        </div>
      </header>
      <nav aria-label={desk.guide.contents} class="guide-contents screen-only">
        <p>{desk.guide.contents}</p>
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
          <Part key={one.id} part={one} number={place + 1} />
        ))}
      </div>
    </article>
  );
}

function Part({ part: { id, title, blocks }, number }: { readonly part: GuidePart; readonly number: number }) {
  return (
    <section aria-labelledby={`guide-${id}`}>
      <h2 id={`guide-${id}`} tabIndex={-1}>
        <span class="guide-number">{number}</span> {title}
      </h2>
      <GuideBlocks blocks={blocks} language={useWords().uiLanguage} />
    </section>
  );
}
