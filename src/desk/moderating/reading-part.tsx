import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import type { CommentsPage, ModeratedComment } from '../../wire/organiser/moderation.ts';
import { ConfirmingForm } from '../parts/act.tsx';
import { useDesk } from '../parts/desk-context.ts';
import { CommentText, commentOrigin } from './comment-text.tsx';
import { suspects } from './suspects.ts';
import { useDecision } from './use-decision.ts';

interface ReadingPartProps {
  readonly page: CommentsPage;
  readonly onDone: (statusText: string) => void;
  /** Asks for those after a key, or for the first ones. */
  readonly onFurther: (after: string | undefined) => void;
  /** The day whose own texts are left out; absent where all are asked for. */
  readonly before: string | undefined;
}

const NONE: ReadonlySet<string> = new Set();

/** What is to be read, one comment at a time. */
export function ReadingPart({ page, onDone, onFurther, before }: ReadingPartProps) {
  const { words } = useDesk();
  const { moderating: text } = words.desk;
  const { comments, counts, next } = page;
  // By key: a text that its author replaces has another one, and is another one to read.
  const [decided, setDecided] = useState<ReadonlySet<string>>(NONE);
  // A reply that came since knows of it.
  useEffect(() => setDecided(NONE), [page]);
  const [passed, setPassed] = useState<ReadonlySet<string>>(NONE);
  const isFirst = useRef(true);
  const comment = comments.find(({ key }) => !decided.has(key) && !passed.has(key));
  const isStale = comments.some(({ key }) => decided.has(key));
  useEffect(() => {
    if (!comment && !isStale && next !== null) onFurther(next);
  }, [comment, isStale, next]);
  if (!comment && (isStale || next !== null)) return <p class="loading">{words.desk.loading}</p>;
  if (!comment)
    return counts['to-read'] === 0 ? (
      <p>{before === undefined ? text.nothingToRead : text.nothingEarlier(words.date(before))}</p>
    ) : (
      <Button
        label={text.readPassed}
        onClick={() => {
          setPassed(NONE);
          onFurther(undefined);
        }}
      />
    );
  return (
    <section aria-labelledby="reading" class="reading">
      <Reading
        key={comment.key}
        comment={comment}
        left={counts['to-read']}
        takesFocus={!isFirst.current}
        onDone={(statusText) => {
          isFirst.current = false;
          setDecided(new Set([...decided, comment.key]));
          onDone(statusText);
        }}
        onPass={() => {
          isFirst.current = false;
          setPassed(new Set([...passed, comment.key]));
        }}
      />
    </section>
  );
}

interface ReadingProps {
  readonly comment: ModeratedComment;
  readonly left: number;
  readonly takesFocus: boolean;
  readonly onDone: (statusText: string) => void;
  readonly onPass: () => void;
}

function Reading({ comment, left, takesFocus, onDone, onPass }: ReadingProps) {
  const desk = useDesk();
  const { words } = desk;
  const { moderating: text } = words.desk;
  const written = comment.text ?? '';
  const heading = useRef<HTMLHeadingElement>(null);
  const { decide, isBusy, failure, discard } = useDecision(comment, onDone);
  const found = useMemo(() => suspects(written), [written]);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <>
      <h2 id="reading" tabIndex={-1} ref={heading}>
        {text.oneOf(words.number(left), left)}
      </h2>
      <p class="help">{commentOrigin(desk, comment)}</p>
      <CommentText text={written} language={comment.language} suspects={found} />
      {found.length > 0 ? <p class="help">{text.kindsHelp}</p> : null}
      {discard.isOpen ? (
        <ConfirmingForm
          act={discard}
          title={text.acts.discard}
          effects={text.discardEffects}
          confirm={text.discardConfirm}
        />
      ) : (
        <div class="row">
          <Button label={text.acts.publish} class="primary" disabled={isBusy} onClick={() => void decide('publish')} />
          <Button label={text.acts.discard} disabled={isBusy} onClick={discard.begin} />
          <Button label={text.acts.pass} disabled={isBusy} onClick={onPass} />
        </div>
      )}
      {failure}
      <ul class="help points">
        {text.fates.map((fate) => (
          <li key={fate}>{fate}</li>
        ))}
      </ul>
    </>
  );
}
