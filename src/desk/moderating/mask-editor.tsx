import { useEffect, useRef, useState } from 'preact/hooks';
import { type Mask, maskText, validMasks } from '../../core/moderation/mask.ts';
import { masksOver, type SelectableWord, selectableWords } from '../../core/moderation/selectable-words.ts';
import type { Suspect } from '../../core/moderation/suspects.ts';
import type { Desk } from '../parts/desk-context.ts';

interface MaskEditorProps {
  readonly desk: Desk;
  readonly text: string;
  readonly language: string;
  readonly suspects: readonly Suspect[];
  readonly onPropose: (masks: readonly Mask[]) => void;
  readonly onCancel: () => void;
}

/** Words are touched, or walked through with the arrows, to be masked; what would be published stands below. */
export function MaskEditor({ desk: { words }, text, language, suspects, onPropose, onCancel }: MaskEditorProps) {
  const { moderating: said } = words.desk;
  const all = selectableWords(text);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [isRefused, setIsRefused] = useState(false);
  const masks = masksOver(all, chosen);
  const isValid = validMasks(text, masks);
  const suspected = new Set(all.flatMap((word, at) => (suspects.some((one) => overlap(one, word)) ? [at] : [])));
  return (
    <form
      class="two-steps mask-editor"
      onSubmit={(event) => {
        event.preventDefault();
        setIsRefused(!isValid);
        if (isValid) onPropose(masks);
      }}
      onKeyDown={({ key }) => key === 'Escape' && onCancel()}
    >
      <h3 id="mask-words">{said.maskTitle}</h3>
      <p class="help" id="mask-help">
        {said.maskHelp}
      </p>
      <WordButtons
        text={text}
        language={language}
        words={all}
        chosen={chosen}
        suspected={suspected}
        onChange={(now) => {
          setChosen(now);
          setIsRefused(false);
        }}
      />
      {suspected.size > 0 ? (
        <button type="button" class="secondary" onClick={() => setChosen(new Set([...chosen, ...suspected]))}>
          {said.maskSuspects}
        </button>
      ) : null}
      <h3>{said.preview}</h3>
      <blockquote class="comment" lang={language} dir="auto" data-preview>
        {maskText(text, masks)}
      </blockquote>
      {isRefused ? (
        <p role="alert" class="fault">
          {masks.length === 0 ? said.maskNone : said.maskAll}
        </p>
      ) : null}
      <div class="row">
        <button type="submit" class="primary">
          {said.propose}
        </button>
        <button type="button" class="secondary" onClick={onCancel}>
          {said.cancelMask}
        </button>
      </div>
    </form>
  );
}

function overlap(one: Mask, other: Mask): boolean {
  return one.start < other.end && other.start < one.end;
}

interface WordButtonsProps {
  readonly text: string;
  readonly language: string;
  readonly words: readonly SelectableWord[];
  readonly chosen: ReadonlySet<number>;
  readonly suspected: ReadonlySet<number>;
  readonly onChange: (chosen: ReadonlySet<number>) => void;
}

/** One stop of the Tab key for all of them. */
function WordButtons({ text, language, words, chosen, suspected, onChange }: WordButtonsProps) {
  const group = useRef<HTMLFieldSetElement>(null);
  const [current, setCurrent] = useState(() => [...suspected][0] ?? 0);
  // A letter of the keyboard has opened it: the arrows walk from here.
  useEffect(() => group.current?.querySelectorAll('button')[current]?.focus(), []);
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: current + 1,
    ArrowLeft: current - 1,
    Home: 0,
    End: words.length - 1,
  };
  const walk = (event: KeyboardEvent) => {
    const to = steps[event.key];
    if (to === undefined || !words[to]) return;
    event.preventDefault();
    group.current?.querySelectorAll('button')[to]?.focus();
  };
  const toggle = (at: number) => {
    const now = new Set(chosen);
    if (!now.delete(at)) now.add(at);
    onChange(now);
  };
  return (
    <fieldset
      ref={group}
      class="words"
      lang={language}
      dir="auto"
      aria-labelledby="mask-words"
      aria-describedby="mask-help"
      onKeyDown={walk}
    >
      {words.map(({ start, end }, at) => (
        <span key={start}>
          {text.slice(words[at - 1]?.end ?? 0, start)}
          <button
            type="button"
            aria-pressed={chosen.has(at)}
            data-suspected={suspected.has(at)}
            tabIndex={at === current ? 0 : -1}
            onFocus={() => setCurrent(at)}
            onClick={() => toggle(at)}
          >
            {text.slice(start, end)}
          </button>
        </span>
      ))}
      {text.slice(words.at(-1)?.end ?? 0)}
    </fieldset>
  );
}
