import type { ComponentChildren } from 'preact';
import { directionOf } from '../../core/language.ts';
import type { Inline, OrganiserText, Passage } from '../../core/survey/organiser-texts.ts';
import { typeset } from '../words/typeset.ts';
import styles from './passages.module.css';

interface PassagesProps {
  readonly text: OrganiserText;
  /** The language of the text around it. */
  readonly language: string;
  /** The level of its headings, one below that of the part around it. */
  readonly heading: 'h2' | 'h3';
}

/** Shows a text of the organiser in the language in which it is written. */
export function Passages({ text, language, heading }: PassagesProps) {
  return (
    <div
      class={`stack ${styles.passages}`}
      {...(text.language === language ? undefined : { lang: text.language, dir: directionOf(text.language) })}
    >
      {text.passages.map((passage, place) => drawn(passage, place, { heading, language: text.language }))}
    </div>
  );
}

type How = Omit<PassagesProps, 'text'>;

function drawn(passage: Passage, key: number, how: How): ComponentChildren {
  switch (passage.kind) {
    case 'paragraph':
      return <p key={key}>{inlines(passage.of, how)}</p>;
    case 'heading': {
      const Heading = how.heading;
      return <Heading key={key}>{inlines(passage.of, how)}</Heading>;
    }
    case 'list': {
      const List = passage.isOrdered ? 'ol' : 'ul';
      return (
        <List key={key} class="points">
          {passage.items.map((item, place) => (
            <li key={place}>{item.map((part, at) => drawn(part, at, how))}</li>
          ))}
        </List>
      );
    }
    case 'quotation':
      return (
        <blockquote key={key} class="stack">
          {passage.of.map((part, place) => drawn(part, place, how))}
        </blockquote>
      );
  }
}

function inlines(of: readonly Inline[], how: How): ComponentChildren {
  return of.map((one, place) => inline(one, place, how));
}

function inline(one: Inline, key: number, how: How): ComponentChildren {
  switch (one.kind) {
    case 'text':
      return typeset(one.text, how.language);
    case 'strong':
      return <strong key={key}>{inlines(one.of, how)}</strong>;
    case 'emphasis':
      return <em key={key}>{inlines(one.of, how)}</em>;
    case 'break':
      return <br key={key} />;
    case 'link':
      return (
        <a key={key} href={one.to} {...(one.to.startsWith('#') ? {} : { rel: 'noreferrer' })}>
          {inlines(one.of, how)}
        </a>
      );
  }
}
