import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import * as v from 'valibot';
import type { SurveyDraft } from '../../authoring/edits/edit.ts';
import { criterionItems, editTypology, type TypologyEdit } from '../../authoring/edits/typology-edits.ts';
import { type EmblemMark, emblemsOf, NO_PRESENTATION, presentationSchema } from '../../core/survey/presentation.ts';
import { surveySchema } from '../../core/survey/survey-schema.ts';
import type { Typology } from '../../core/survey/typology-schema.ts';
import { Button } from '../../ui/elements/button.tsx';
import { drawEmblems } from '../../ui/emblems/emblem-shapes.ts';
import { learnEmblems } from '../../ui/emblems/learn-emblems.ts';
import type { Called } from '../calls/desk-client.ts';
import { parsed, writtenJson } from '../drafting/text-list.ts';
import { currentRevision, revisionIn, type TextsProps } from '../drafting/use-survey-files.ts';
import { CallFailure, type FailedCall } from '../parts/call-failure.tsx';
import { useWords } from '../parts/desk-context.ts';
import { DrawnPeople } from './drawn-people.tsx';
import { notesOf, ProfileNotes, type Selection } from './profile-notes.tsx';
import { CellForm, type Keep, NameForm } from './side-forms.tsx';
import { cellId, TypologyTable, WeightTable } from './typology-table.tsx';
import { useDraw } from './use-draw.ts';
import './profiles.css';

const LOOKS = 'presentation.json';

/** The tab of the profiles of a draft. */
export function ProfilesPart(props: TextsProps) {
  const { profiles: text } = useWords().desk;
  const read = v.safeParse(surveySchema, revisionIn(props.texts));
  const { typology } = read.success ? read.output : {};
  if (!read.success || !typology) return <p class="help">{read.success ? text.noProfiles : text.unreadable}</p>;
  return <Profiles {...props} survey={read.output} typology={typology} />;
}

interface ProfilesProps extends TextsProps {
  readonly survey: SurveyDraft;
  readonly typology: Typology;
}

/** The table of profiles as on paper, the cell that is open at its side, and what random respondents get. Each edit is kept at once. */
function Profiles({ texts, languages, survey, typology }: ProfilesProps) {
  const words = useWords();
  const { profiles: text } = words.desk;
  const [selected, select] = useState<Selection>({});
  const [steps, setSteps] = useState<readonly ReadonlyMap<string, string>[]>([]);
  const [failed, setFailed] = useState<FailedCall | 'impossible'>();
  const looks = v.safeParse(presentationSchema, parsed(texts.files.get(LOOKS)));
  const presentation = looks.success ? looks.output : NO_PRESENTATION;
  const marks = emblemsOf(typology.profiles, presentation);
  useEffect(() => learnEmblems(drawEmblems(marks)), [JSON.stringify(marks)]);
  const draw = useDraw(survey);
  const notes = useMemo(() => (draw ? notesOf(survey, draw, words) : []), [draw]);

  // Edits may come faster than they are written: each goes on from the last.
  const now = useRef(texts.files);
  const writing = useRef<Promise<Called<unknown>> | undefined>(undefined);
  if (!writing.current) now.current = texts.files;
  const write = async (files: ReadonlyMap<string, string>, step: (all: typeof steps) => typeof steps) => {
    now.current = new Map([...now.current, ...files]);
    const before = writing.current;
    const turn = (async () => {
      let called = (await before) ?? { kind: 'ok', value: undefined };
      for (const [file, written] of files) if (called.kind === 'ok') called = await texts.save(file, written);
      return called;
    })();
    writing.current = turn;
    const called = await turn;
    if (writing.current === turn) writing.current = undefined;
    setFailed(called.kind === 'ok' ? undefined : called);
    if (called.kind === 'ok') setSteps(step);
    return called;
  };
  const keep: Keep = (edits, look) => {
    const file = `${currentRevision(texts.files.keys())}.json`;
    const base: SurveyDraft = JSON.parse(now.current.get(file) ?? '');
    const edited = edits.reduce<SurveyDraft | undefined>((one, edit) => one && editTypology(one, edit), base);
    if (!edited) return void setFailed('impossible');
    const changed = new Map([[file, writtenJson(edited)]]);
    const looked = looksAfter(presentation, edits, look);
    if (looked) changed.set(LOOKS, writtenJson(looked));
    const before = new Map([...changed.keys()].map((name) => [name, now.current.get(name) ?? '{}']));
    const kept = write(changed, (all) => [...all, before]);
    return kept.then((called) => {
      if (called.kind === 'ok') leave();
      return called;
    });
  };
  // Another cell may have been opened while this one was written.
  const open = useRef(selected);
  open.current = selected;
  const leave = () => {
    if (open.current !== selected) return;
    document.getElementById(cellId(selected))?.focus();
    select({});
  };
  const undo = () => steps.at(-1) && void write(steps.at(-1) ?? new Map(), (all) => all.slice(0, -1));

  const profile = typology.profiles.find(({ id }) => id === selected.profile);
  const criterion = typology.criteria.find(({ id }) => id === selected.criterion);
  const title = [profile?.name, criterion?.title].flatMap((name) => (name ? [words.of(name)] : [])).join(', ');
  // The open form is below the table on a phone.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [title]);
  const shared = { languages, onKeep: keep, onLeave: leave };
  const side = () => {
    if (profile && criterion) return <CellForm {...{ ...shared, survey, typology, profile, criterion, draw }} />;
    if (criterion) return <NameForm {...shared} of="criteria" id={criterion.id} texts={[['title', criterion.title]]} />;
    if (!profile) return null;
    const { id, name, sentence } = profile;
    const own = [['name', name] as const, ['sentence', sentence] as const];
    return <NameForm {...shared} of="profiles" id={id} texts={own} mark={marks[id]} />;
  };
  const addProfile = () => keep([{ kind: 'add.profile', name: text.newProfile(typology.profiles.length + 1) }]);
  return (
    <div class="profiles">
      <div class="stack">
        <div class="row">
          <h2>{text.title(typology.profiles.length, typology.criteria.length)}</h2>
          <Button label={text.undo} disabled={steps.length === 0} onClick={undo} />
          {typology.affinity ? null : <AddCriterion survey={survey} onKeep={keep} />}
          <Button label={text.addProfile} onClick={() => void addProfile()} />
        </div>
        <p class="help">{typology.affinity ? text.weights : text.touch}</p>
        {failed === 'impossible' ? (
          <p role="alert" class="fault">
            {text.refused}
          </p>
        ) : failed ? (
          <CallFailure called={failed} />
        ) : null}
        {typology.affinity ? (
          <WeightTable
            {...{ survey, typology }}
            onSelect={select}
            onPoints={(of, points) => void keep([{ kind: 'weight', ...of, points }])}
          />
        ) : (
          <TypologyTable {...{ survey, typology, notes, selected }} onSelect={select} />
        )}
      </div>
      {title ? (
        <aside class="box stack" aria-labelledby="side" key={title}>
          <h3 id="side" ref={heading} tabIndex={-1}>
            {title}
          </h3>
          {side()}
        </aside>
      ) : null}
      <div class="stack" aria-live="polite">
        {draw ? <DrawnPeople typology={typology} draw={draw} /> : <p class="help">{text.counting}</p>}
        <ProfileNotes typology={typology} notes={notes} onGo={select} />
      </div>
    </div>
  );
}

/** A list of the questions of which a criterion may be made. */
function AddCriterion({ survey, onKeep }: { readonly survey: SurveyDraft; readonly onKeep: Keep }) {
  const words = useWords();
  const { profiles: text } = words.desk;
  const items = criterionItems(survey);
  if (items.length === 0) return null;
  return (
    <select
      aria-label={text.addCriterion}
      value=""
      onChange={({ currentTarget }) => {
        if (currentTarget.value) void onKeep([{ kind: 'add.criterion', item: currentTarget.value }]);
        currentTarget.value = '';
      }}
    >
      <option value="">{text.addCriterion}</option>
      {items.map(({ item, title }) => (
        <option key={item} value={item}>
          {words.of(title)}
        </option>
      ))}
    </select>
  );
}

/** The presentation with another look of a profile, or without what names one that goes; nothing where it stays as it is. */
function looksAfter(
  presentation: typeof NO_PRESENTATION,
  [edit]: readonly TypologyEdit[],
  look: EmblemMark | undefined,
): object | undefined {
  const { profiles = {}, aloud } = presentation;
  if (!edit || !('of' in edit) || edit.of !== 'profiles') return undefined;
  if (look) return { ...presentation, profiles: { ...profiles, [edit.id]: { ...profiles[edit.id], ...look } } };
  const without = (all: object) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== edit.id));
  const spoken = aloud && { aloud: { ...aloud, profiles: without(aloud.profiles) } };
  return { ...presentation, profiles: without(profiles), ...spoken };
}
