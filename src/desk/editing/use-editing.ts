import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import * as v from 'valibot';
import { applyEdit, type EditOutcome } from '../../authoring/edits/apply-edit.ts';
import type { Edit, SurveyDraft } from '../../authoring/edits/edit.ts';
import { presentationAfter } from '../../authoring/edits/presentation-edits.ts';
import { type PresentationFile, presentationSchema } from '../../core/survey/presentation.ts';
import { surveySchema } from '../../core/survey/survey-schema.ts';
import type { OpenDraft } from '../drafting/draft-part.tsx';
import { parsed, writtenJson } from '../drafting/text-list.ts';
import { currentRevision } from '../drafting/use-survey-files.ts';
import type { FailedCall } from '../parts/call-failure.tsx';

type Files = ReadonlyMap<string, string>;

/** A step that can be undone: the files that it changed, as they were and as they are since. */
interface Step {
  readonly name: Edit['kind'];
  readonly revision: string;
  readonly before: Files;
  readonly after: Files;
}

/** The steps of each survey, as long as the page is open: those that were done, and those that were undone. */
const HISTORIES = new Map<string, Record<'past' | 'future', Step[]>>();

/** Why nothing was done: the edit, or a step that cannot be taken back. */
export type EditRefusal = Extract<EditOutcome, { kind: 'refused' }> | { readonly code: 'published' | 'changed' };

export type Editing = ReturnType<typeof useEditing>;

const LOOKS = 'presentation.json';

/** Edits the current revision of a draft, and how it is shown. What is on screen is kept at once, one change after another. */
export function useEditing({ overview, texts }: OpenDraft) {
  const revision = `${currentRevision(texts.files.keys())}.json`;
  /** The files that are on screen and not yet kept. */
  const [ahead, setAhead] = useState<Files>(new Map());
  const [failed, setFailed] = useState<FailedCall>();
  const [refused, setRefused] = useState<{ readonly refusal: EditRefusal; readonly edit?: Edit }>();
  const now = useRef(ahead);
  const isKeeping = useRef(false);
  const history = HISTORIES.get(overview.survey) ?? { past: [], future: [] };
  HISTORIES.set(overview.survey, history);
  const textOf = (file: string) => now.current.get(file) ?? texts.files.get(file) ?? '';
  const show = (next: Files) => {
    now.current = next;
    setAhead(next);
  };
  useEffect(() => {
    // A change that could not be saved stays on screen.
    if (!isKeeping.current && !failed && now.current.size > 0) show(new Map());
  }, [texts.files.get(revision), texts.files.get(LOOKS)]);
  const keep = async (changed: Files) => {
    show(new Map([...now.current, ...changed]));
    setRefused(undefined);
    if (isKeeping.current) return;
    isKeeping.current = true;
    const sent = new Map<string, string>();
    for (;;) {
      const next = [...now.current].find(([file, text]) => sent.get(file) !== text);
      if (!next) break;
      sent.set(...next);
      const called = await texts.save(...next);
      setFailed(called.kind === 'ok' ? undefined : called);
      if (called.kind !== 'ok') break;
    }
    isKeeping.current = false;
  };
  const text = textOf(revision);
  const looks = textOf(LOOKS);
  return {
    /** It is the one on screen, ahead of what is kept; nothing where the file is no survey yet. */
    survey: useMemo(() => surveyIn(text), [text]),
    presentation: useMemo(() => presentationIn(looks), [looks]),
    /** Returns the survey after the edit; nothing where it was refused, or must be confirmed. */
    edit(edit: Edit, withDependents = false): SurveyDraft | undefined {
      const survey = surveyIn(textOf(revision));
      if (!survey) return undefined;
      const outcome = applyEdit(survey, edit, withDependents, parsed(texts.files.get('results.json')));
      if (outcome.kind === 'refused') return void setRefused({ refusal: outcome, edit });
      const look = presentationAfter(presentationIn(textOf(LOOKS)), edit);
      const after = new Map([
        ...(edit.kind === 'profiles.look' ? [] : [[revision, writtenJson(outcome.survey)] as const]),
        ...(look ? [[LOOKS, writtenJson(look)] as const] : []),
      ]);
      const before = new Map([...after.keys()].map((file) => [file, textOf(file) || '{}']));
      history.past.push({ name: edit.kind, revision, before, after });
      history.future = [];
      void keep(after);
      return outcome.survey;
    },
    refused,
    forget: () => setRefused(undefined),
    /** The steps that come next in both directions. */
    steps: { past: history.past.at(-1), future: history.future.at(-1) },
    step(from: 'past' | 'future') {
      const step = history[from].at(-1);
      if (!step) return;
      const [is, becomes] = from === 'past' ? [step.after, step.before] : [step.before, step.after];
      if (step.revision !== revision) return setRefused({ refusal: { code: 'published' } });
      if ([...is].some(([file, written]) => (textOf(file) || '{}') !== written))
        return setRefused({ refusal: { code: 'changed' } });
      history[from].pop();
      history[from === 'past' ? 'future' : 'past'].push(step);
      void keep(becomes);
    },
    failed,
    isKept: [...ahead].every(([file, written]) => texts.files.get(file) === written),
  };
}

function surveyIn(text: string): SurveyDraft | undefined {
  const json = parsed(text);
  return v.is(surveySchema, json) ? json : undefined;
}

function presentationIn(text: string): PresentationFile | undefined {
  const json = parsed(text);
  return v.is(presentationSchema, json) ? json : undefined;
}
