import { renderToString } from 'preact-render-to-string';
import { declarationFacts } from '../dossier/declaration.ts';
import { fillTemplate, htmlOf } from '../dossier/filled.ts';
import { Mark } from '../ui/emblems/mark.tsx';
import { typeset } from '../ui/words/typeset.ts';
import { grid } from '../words/compiled/dossier/grid.mjs';
import { templates } from '../words/compiled/dossier/templates.mjs';
import { withConformity } from './conformity-line.ts';
import { escaped } from './escaped.ts';
import type { PageOrder } from './page-order.ts';

/** `contacts`: the mail and web addresses in the contact of its notice. */
export type DeclarationOrder = PageOrder & { readonly contacts: readonly string[]; readonly today: string };

/** Draws the declaration of accessibility in the release's page, without its scripts. It is in French, as the law wants it. */
export function renderDeclaration(template: string, order: DeclarationOrder): string {
  const { entry, language, file, origin = '', contacts, conformity, today } = order;
  const say = (text?: Readonly<Record<string, string>>) => text && typeset(text[language] ?? '', language);
  const home = `/?s=${entry.id}`;
  const facts = {
    title: say(file.title) ?? '',
    controller: say(file.notice?.controller),
    contact: say(file.notice?.contact),
    contacts: contacts.map((address) => ({ address, shown: address.replace('mailto:', '') })),
    address: origin + home,
  };
  const { title, markdown } = fillTemplate(templates.declaration, declarationFacts(facts, grid, today));
  const page = renderToString(
    <div class="page" data-screen="about">
      <header class="head">
        <a class="brand" href={home}>
          <Mark />
          Baromètre
        </a>
      </header>
      <main class="statement" dangerouslySetInnerHTML={{ __html: htmlOf(markdown) }} />
    </div>,
  );
  return withConformity(template, conformity, 'fr')
    .replaceAll(/<script[\s\S]*?<\/script>|<!--(?!opening|head).*?-->/g, '')
    .replace('<!--head-->', '<link rel="stylesheet" href="/accessibility/statement.css">')
    .replace('<!--opening-->', () => page)
    .replace(/(?<=<title>)[^<]*/, () => escaped(`${title} – ${facts.title}`));
}
