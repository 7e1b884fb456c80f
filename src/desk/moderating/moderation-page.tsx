import { useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import {
  COMMENT_STATES,
  type CommentState,
  type CommentsPage,
  commentsPageSchema,
  type ModeratedComment,
} from '../../wire/organiser/moderation.ts';
import type { Called } from '../calls/desk-client.ts';
import { useCalled } from '../calls/use-called.ts';
import { ConfirmingForm } from '../parts/act.tsx';
import { CalledPart } from '../parts/called-part.tsx';
import { countQuery } from '../parts/counted.tsx';
import { addressTo } from '../parts/desk-address.ts';
import { useDesk, useWords } from '../parts/desk-context.ts';
import { StatusNote, useStatusText } from '../parts/status-note.tsx';
import { CommentText, commentOrigin } from './comment-text.tsx';
import { ReadingPart } from './reading-part.tsx';
import { useDecision } from './use-decision.ts';

interface PageQuery {
  readonly state: CommentState;
  readonly after: string | undefined;
}

/** Comments whose authors let them be published: read, published in batches, or deleted. */
export function ModerationPage({ query }: { readonly query: URLSearchParams }) {
  const desk = useDesk();
  const { client, survey, me, words, withToday } = desk;
  const { moderating: text } = words.desk;
  const state = COMMENT_STATES.find((one) => one !== 'discarded' && one === query.get('state')) ?? 'to-read';
  const [asked, setAsked] = useState<PageQuery>({ state, after: undefined });
  // Each list is read from its beginning.
  const after = asked.state === state ? asked.after : undefined;
  const [statusText, setStatusText] = useStatusText();
  const comments = useCalled(
    async (signal): Promise<Called<CommentsPage & PageQuery>> => {
      const path = `/api/organiser/comments/${survey.id}${countQuery(desk, { state, ...(after && { after }) })}`;
      const called = await client.get(path, commentsPageSchema, signal);
      return called.kind === 'ok' ? { kind: 'ok', value: { ...called.value, state, after } } : called;
    },
    [client, survey.id, state, after, withToday],
  );
  const done = (what: string) => {
    setStatusText(what);
    comments.again();
  };
  const further = (next: string | undefined) => setAsked({ state, after: next });
  if (!survey.questions.some(({ consentItem }) => consentItem !== undefined))
    return (
      <>
        <h1 tabIndex={-1}>{words.desk.pages.moderating}</h1>
        <p>{text.noneAsked}</p>
        <TextLinks />
      </>
    );
  return (
    <>
      <h1 tabIndex={-1}>{words.desk.pages.moderating}</h1>
      <p>{text.lead}</p>
      {withToday ? null : <p class="as-of">{text.asOf(words.date(me.today))}</p>}
      <StatusNote text={statusText} />
      <CalledPart asked={comments}>
        {(page) => (
          <>
            <StateLinks shown={state} counts={page.counts} />
            {page.state !== state || page.after !== after ? (
              <p class="loading">{words.desk.loading}</p>
            ) : state === 'to-read' ? (
              <ReadingPart page={page} onDone={done} onFurther={further} before={withToday ? undefined : me.today} />
            ) : (
              <StateList page={page} onDone={done} onFurther={further} />
            )}
            <p class="help">{text.publishedNow(words.number(page.counts.published), page.counts.published)}</p>
          </>
        )}
      </CalledPart>
      <p class="help">{text.rule}</p>
      <TextLinks />
    </>
  );
}

/** Links to everything that was written, by question. */
function TextLinks() {
  const { survey, words } = useDesk();
  const { texts: text } = words.desk.moderating;
  const written = survey.questions.flatMap(({ id, kind, otherItem, text: asked }) =>
    kind === 'text' || otherItem ? [{ item: otherItem ?? id, asked: words.of(asked) }] : [],
  );
  return (
    <ul class="lines">
      {written.map(({ item, asked }) => (
        <li key={item}>
          <a href={addressTo('texts', { s: survey.id, item })}>{text.readOf(asked)}</a>
        </li>
      ))}
    </ul>
  );
}

function StateLinks({ shown, counts }: Pick<CommentsPage, 'counts'> & { readonly shown: CommentState }) {
  const { survey, words } = useDesk();
  const { moderating: text } = words.desk;
  const count = (state: CommentState) => text.counted(text.states[state], words.number(counts[state]));
  return (
    <ul class="row">
      {COMMENT_STATES.map((state) => (
        <li key={state}>
          {state === 'discarded' ? (
            <span class="target help">{count(state)}</span>
          ) : (
            <a
              class="pill target"
              href={`#/moderating?${new URLSearchParams({ s: survey.id, state })}`}
              {...(state === shown && { 'aria-current': 'true' as const })}
            >
              {count(state)}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

interface StateListProps {
  readonly page: CommentsPage & PageQuery;
  readonly onDone: (statusText: string) => void;
  readonly onFurther: (after: string | undefined) => void;
}

function StateList({ page: { state, after, comments, next }, onDone, onFurther }: StateListProps) {
  const { moderating: text } = useWords().desk;
  return (
    <section aria-labelledby="moderated">
      <h2 id="moderated">{text.states[state]}</h2>
      <p class="help">{text.listHelp}</p>
      {comments.length === 0 ? <p>{text.listNone}</p> : null}
      <ul class="flags lines">
        {comments.map((comment) => (
          <CommentRow key={comment.key} comment={comment} onDone={onDone} />
        ))}
      </ul>
      <div class="row">
        {after === undefined ? null : <Button label={text.fromStart} onClick={() => onFurther(undefined)} />}
        {next === null ? null : <Button label={text.further} onClick={() => onFurther(next)} />}
      </div>
    </section>
  );
}

interface CommentRowProps {
  readonly comment: ModeratedComment;
  /** Called after a decision, and also if another moderator changed the comment first. */
  readonly onDone: (statusText: string) => void;
}

/** A comment that a moderator found publishable, with the decisions to return it to the queue or, after a confirmation, to discard it. */
function CommentRow({ comment, onDone }: CommentRowProps) {
  const desk = useDesk();
  const { words } = desk;
  const { moderating: text } = words.desk;
  const { state, language, published } = comment;
  const id = `comment-${comment.key}`;
  const { decide, isBusy, failure, discard } = useDecision(comment, onDone);
  return (
    <li class="moderated" data-state={state}>
      <p class="help">
        {commentOrigin(desk, comment)}
        {published ? <b>{` · ${text.published}`}</b> : null}
      </p>
      <CommentText id={id} text={comment.text ?? ''} language={language} />
      {discard.isOpen ? (
        <ConfirmingForm
          act={discard}
          title={text.acts.discard}
          effects={published ? [text.withdrawEffect, ...text.discardEffects] : text.discardEffects}
          confirm={text.discardConfirm}
        />
      ) : (
        <div class="row">
          <Button label={text.return} disabled={isBusy} aria-describedby={id} onClick={() => void decide('return')} />
          <Button label={text.acts.discard} disabled={isBusy} aria-describedby={id} onClick={discard.begin} />
        </div>
      )}
      {failure}
    </li>
  );
}
