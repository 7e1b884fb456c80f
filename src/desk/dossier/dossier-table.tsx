import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DossierDocument } from '../../dossier/documents.ts';
import { Button } from '../../ui/elements/button.tsx';
import { saveFile } from '../../ui/elements/save-file.ts';
import { addressTo } from '../parts/desk-address.ts';
import { useDesk } from '../parts/desk-context.ts';
import { NumberTable } from '../parts/number-table.tsx';
import { settlingText } from '../words/settling-words.ts';
import { DocumentSheet, documentFiles } from './document-sheet.tsx';
import { partName } from './dossier-aside.tsx';
import type { OpenDossier } from './read-dossier.ts';

const icon = (path: string) => (
  <svg width="18" height="18" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
    <path d={path} />
  </svg>
);
const PRINT = icon('M4.5 6V2.5h7V6M4.5 11.5H2.5V6h11v5.5h-2M4.5 9.5h7v4h-7z');
const SAVE = icon('M8 2v8M4.6 7 8 10.4 11.4 7M2.5 13.5h11');

/** The documents, a line each: how much is filled in, since when it is true, what is left to a person, and how to have it. */
export function DossierTable({ dossier: { documents, input, settling } }: { readonly dossier: OpenDossier }) {
  const { words, survey } = useDesk();
  const { dossier: text } = words.desk;
  const [printed, setPrinted] = useState<DossierDocument>();
  useEffect(() => {
    if (printed) print();
  }, [printed]);
  const untrue = settling.find(([one]) => one?.promised);
  const leftOf = ({ id, left }: DossierDocument) => {
    if (untrue && /^notice/.test(id)) return <b class="fault">{settlingText(untrue, words).title}</b>;
    if (left.length > 0) return twoLines(`○ ${text.left(left.length)}`, left.length < 3 ? left.join(', ') : null);
    return id === 'erasures' ? `✓ ${text.nothing}` : `○ ${text.toRead}`;
  };
  const save = (document: DossierDocument) => {
    const [file] = documentFiles(document, input);
    saveFile(file, file.name);
  };
  const rows = documents.map((one) => {
    const { id, sections, filled, since, changed } = one;
    const [title, about] = text.documents[id];
    const href = addressTo('dossier', { s: survey.id, document: id });
    const acts = (
      <div class="row">
        <a class="button secondary" href={href} aria-label={text.showNamed(title)}>
          {text.show}
        </a>
        <Button label={PRINT} aria-label={text.print(title)} onClick={() => setPrinted({ ...one })} />
        <Button label={SAVE} aria-label={text.save(title)} onClick={() => save(one)} />
      </div>
    );
    const numbers = [
      twoLines(<FillBar shares={[['full', filled / sections]]} />, text.filled(filled, sections)),
      twoLines(since ? words.date(since) : null, changed && partName(changed, words)),
      leftOf(one),
      acts,
    ];
    return { key: id, name: twoLines(<b>{title}</b>, about), numbers };
  });
  return (
    <>
      <NumberTable class="as-lines" first={text.columns[0]} numbers={text.columns.slice(1)} rows={rows} />
      <div class="paper-only">{printed ? <DocumentSheet markdown={printed.markdown} /> : null}</div>
    </>
  );
}

function twoLines(first: ComponentChildren, second: ComponentChildren) {
  return [first, <p class="help">{second}</p>];
}

/** Shares of a whole next to each other, each with its fill. */
export function FillBar({ shares }: { readonly shares: readonly (readonly [fill: string, share: number])[] }) {
  return (
    <span class="strip" aria-hidden="true">
      {shares.map(([fill, share]) => (
        <span key={fill} class="fill" data-fill={fill} style={{ inlineSize: `${share * 100}%` }} />
      ))}
    </span>
  );
}
