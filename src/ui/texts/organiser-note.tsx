import type { OrganiserText } from '../../core/survey/organiser-texts.ts';
import type { FigureInput } from '../results/figure.ts';
import type { Block } from '../results/outline.ts';
import { Passages } from './passage-list.tsx';
import styles from './passages.module.css';

interface OrganiserPageProps {
  readonly block: Extract<Block, { kind: 'lessons' | 'interview' }>;
  readonly input: FigureInput;
}

/** A text of the organiser on a separate page, with the person responsible for it. */
export function OrganiserPage({ block, input: { words } }: OrganiserPageProps) {
  const text = words.results;
  const written = block.kind === 'lessons' ? block.lessons : block.interview;
  return (
    <div class="stack">
      <p class="aside">
        {'by' in written
          ? text['organiser.signed'](written.by, words.date(written.on))
          : text['organiser.released'](words.date(written.released))}
      </p>
      <Passages text={written} language={words.uiLanguage} heading="h2" />
    </div>
  );
}

interface NoteProps {
  readonly note: OrganiserText | undefined;
  readonly input: FigureInput;
}

export function OrganiserNote({ note, input: { words } }: NoteProps) {
  if (!note) return null;
  return (
    <div class={`box stack ${styles.note}`}>
      <p class="aside">{words.results['organiser.note']}</p>
      <Passages text={note} language={words.uiLanguage} heading="h3" />
    </div>
  );
}
