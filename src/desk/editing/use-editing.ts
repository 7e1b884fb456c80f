import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import * as v from 'valibot';
import { applyEdit, type EditOutcome } from '../../authoring/edits/apply-edit.ts';
import type { Edit, SurveyDraft } from '../../authoring/edits/edit.ts';
import { surveySchema } from '../../core/survey/survey-schema.ts';
import type { OpenDraft } from '../drafting/draft-part.tsx';
import { parsed, writtenJson } from '../drafting/text-list.ts';
import { currentRevision } from '../drafting/use-survey-files.ts';
import type { FailedCall } from '../parts/call-failure.tsx';

/** A step that can be undone: the file as it was, and as it is since. */
interface Step {
  readonly name: Edit['kind'];
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** The steps of each survey, as long as the page is open: those that were done, and those that were undone. */
const HISTORIES = new Map<string, Record<'past' | 'future', Step[]>>();

/** Why nothing was done: the edit, or a step that cannot be taken back. */
export type EditRefusal = Extract<EditOutcome, { kind: 'refused' }> | { readonly code: 'published' | 'changed' };

export interface Editing {
  /** It is the one on screen, ahead of what is kept; nothing where the file is no survey yet. */
  readonly survey: SurveyDraft | undefined;
  /** Returns the survey after the edit; nothing where it was refused, or must be confirmed. */
  readonly edit: (edit: Edit, withDependents?: boolean) => SurveyDraft | undefined;
  readonly refused: { readonly refusal: EditRefusal; readonly edit?: Edit } | undefined;
  readonly forget: () => void;
  /** The steps that come next in both directions. */
  readonly steps: { readonly past: Step | undefined; readonly future: Step | undefined };
  readonly step: (from: 'past' | 'future') => void;
  readonly failed: FailedCall | undefined;
  readonly isKept: boolean;
}

/** Edits the current revision of a draft. What is on screen is kept at once, one change after another. */
export function useEditing({ overview, texts }: OpenDraft): Editing {
  const file = `${currentRevision(texts.files.keys())}.json`;
  const kept = texts.files.get(file) ?? '';
  const [text, setText] = useState(kept);
  const [failed, setFailed] = useState<FailedCall>();
  const [refused, setRefused] = useState<Editing['refused']>();
  const now = useRef(text);
  const isKeeping = useRef(false);
  const history = HISTORIES.get(overview.survey) ?? { past: [], future: [] };
  HISTORIES.set(overview.survey, history);
  const show = (next: string) => {
    now.current = next;
    setText(next);
  };
  useEffect(() => {
    // A text that is corrected in the preview. What could not be kept stays on screen.
    if (!isKeeping.current && !failed) show(kept);
  }, [kept]);
  const keep = async (next: string) => {
    show(next);
    setRefused(undefined);
    if (isKeeping.current) return;
    isKeeping.current = true;
    for (let last = ''; last !== now.current; ) {
      last = now.current;
      const called = await texts.save(file, last);
      setFailed(called.kind === 'ok' ? undefined : called);
      if (called.kind !== 'ok') break;
    }
    isKeeping.current = false;
  };
  return {
    survey: useMemo(() => surveyIn(text), [text]),
    edit(edit, withDependents = false) {
      const survey = surveyIn(now.current);
      if (!survey) return undefined;
      const outcome = applyEdit(survey, edit, withDependents, parsed(texts.files.get('results.json')));
      if (outcome.kind === 'refused') return void setRefused({ refusal: outcome, edit });
      const step = { name: edit.kind, file, before: now.current, after: writtenJson(outcome.survey) };
      history.past.push(step);
      history.future = [];
      void keep(step.after);
      return outcome.survey;
    },
    refused,
    forget: () => setRefused(undefined),
    steps: { past: history.past.at(-1), future: history.future.at(-1) },
    step(from) {
      const step = history[from].at(-1);
      const [is, becomes] =
        from === 'past' ? ([step?.after, step?.before] as const) : ([step?.before, step?.after] as const);
      if (!step || becomes === undefined) return;
      if (step.file !== file) return setRefused({ refusal: { code: 'published' } });
      if (is !== now.current) return setRefused({ refusal: { code: 'changed' } });
      history[from].pop();
      history[from === 'past' ? 'future' : 'past'].push(step);
      void keep(becomes);
    },
    failed,
    isKept: text === kept,
  };
}

function surveyIn(text: string): SurveyDraft | undefined {
  const json = parsed(text);
  return v.is(surveySchema, json) ? json : undefined;
}
