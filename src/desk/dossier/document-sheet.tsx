import { useEffect, useRef } from 'preact/hooks';
import { assessmentFile } from '../../dossier/assessment.ts';
import type { DossierDocument, DossierInput } from '../../dossier/documents.ts';
import { htmlOf } from '../../dossier/filled.ts';
import { parseMarkup } from '../workbooks/read-document.ts';
import './document.css';
import style from './document.css?inline';

/** A document as it is printed: while it is in the page, it is printed alone. On screen the page has its title. */
export function DocumentSheet({ markdown }: Pick<DossierDocument, 'markdown'>) {
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    sheet.current?.replaceChildren(...parseMarkup(htmlOf(markdown), 'text/html').body.childNodes);
    sheet.current?.querySelector('h1')?.classList.add('paper-only');
    for (const list of sheet.current?.querySelectorAll('ul') ?? []) list.className = 'points';
  }, [markdown]);
  return <article ref={sheet} lang="fr" class="document stack" data-printing />;
}

/** Returns the files of a document, what the CNIL's tool imports first. A page needs no other file and runs nothing. */
export function documentFiles(
  { id, file, title, markdown }: DossierDocument,
  input: DossierInput,
): readonly [File, ...File[]] {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width">`;
  const page = parseMarkup(`<html lang="fr">${head}<body class="document">${htmlOf(markdown)}`, 'text/html');
  page.title = title;
  // Put in as text: the policy of the desk would refuse the style of a page that is parsed in it.
  const written = page.documentElement.outerHTML.replace('</head>', `<style>${style}</style></head>`);
  const html = new File([`<!doctype html>\n${written}\n`], `${file}.html`);
  return id === 'assessment' ? [new File([assessmentFile(input)], `${file}.json`), html] : [html];
}
