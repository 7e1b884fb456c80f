import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SurveyDraft } from '../../authoring/edits/edit.ts';
import { criterionItems } from '../../authoring/edits/typology-edits.ts';
import { emblemsOf, NO_PRESENTATION } from '../../core/survey/presentation.ts';
import { toSurvey } from '../../core/survey/questionnaire.ts';
import type { Typology } from '../../core/survey/typology-schema.ts';
import { Button } from '../../ui/elements/button.tsx';
import { drawEmblems } from '../../ui/emblems/emblem-shapes.ts';
import { learnEmblems } from '../../ui/emblems/learn-emblems.ts';
import type { OpenDraft } from '../drafting/draft-part.tsx';
import { StepBar } from '../editing/step-bar.tsx';
import { type Editing, useEditing } from '../editing/use-editing.ts';
import { ChoiceList } from '../parts/choice-list.tsx';
import { useWords } from '../parts/desk-context.ts';
import { DrawnPeople } from './drawn-people.tsx';
import { notesOf, ProfileNotes } from './profile-notes.tsx';
import { CellForm, NameForm } from './side-forms.tsx';
import { cellId, type Selection, TypologyTable, WeightTable } from './typology-table.tsx';
import { useDraw } from './use-draw.ts';
import './profiles.css';

/** The tab of the profiles of a draft. */
export function ProfilesPart(draft: OpenDraft) {
  const { profiles: text, questionnaires } = useWords().desk;
  const { places } = questionnaires;
  const editing = useEditing(draft);
  const { survey } = editing;
  if (!survey) return <p class="help">{text.unreadable}</p>;
  const { typology } = survey;
  if (typology) return <Profiles {...{ editing, survey, typology }} />;
  const begin = (by: 'criteria' | 'points') => (item: string) => {
    const names = [text.newProfile(1), text.newProfile(2)] as const;
    editing.edit({ kind: 'profiles.begin', item, by, title: places.typology, names });
  };
  return (
    <div class="stack">
      <StepBar {...{ editing, survey }} title={text.none} />
      <p>{criterionItems(survey).length > 0 ? text.noProfiles : text.noItems}</p>
      <div class="row">
        <QuestionSelect survey={survey} label={text.byCriteria} onItem={begin('criteria')} />
        <QuestionSelect survey={survey} label={text.byPoints} hasPoints onItem={begin('points')} />
      </div>
    </div>
  );
}

interface ProfilesProps {
  readonly editing: Editing;
  readonly survey: SurveyDraft;
  readonly typology: Typology;
}

/** The table of profiles as on paper, the cell that is open at its side, and what random respondents get. Each edit is kept at once. */
function Profiles({ editing, survey, typology }: ProfilesProps) {
  const words = useWords();
  const { profiles: text } = words.desk;
  const [selected, select] = useState<Selection>({});
  const marks = emblemsOf(typology.profiles, editing.presentation ?? NO_PRESENTATION);
  useEffect(() => learnEmblems(drawEmblems(marks)), [JSON.stringify(marks)]);
  const draw = useDraw(survey);
  const notes = useMemo(() => (draw ? notesOf(survey, draw, words) : []), [draw]);
  const leave = () => {
    document.getElementById(cellId(selected))?.focus();
    select({});
  };
  const profile = typology.profiles.find(({ id }) => id === selected.profile);
  const criterion = typology.criteria.find(({ id }) => id === selected.criterion);
  const title = [profile?.name, criterion?.title].flatMap((name) => (name ? [words.of(name)] : [])).join(', ');
  // The open form is below the table on a phone.
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [cellId(selected)]);
  const shared = { editing, survey, onLeave: leave };
  const side = () => {
    if (profile && criterion) return <CellForm {...{ ...shared, typology, profile, criterion, draw }} />;
    if (criterion) return <NameForm {...shared} of="criteria" id={criterion.id} texts={[['title', criterion.title]]} />;
    if (!profile) return null;
    const { id, name, sentence } = profile;
    const own = [['name', name] as const, ['sentence', sentence] as const];
    return <NameForm {...shared} of="profiles" id={id} texts={own} mark={marks[id]} />;
  };
  const added = text.newProfile(typology.profiles.length + 1);
  return (
    <div class="profiles">
      <div class="stack">
        <StepBar {...{ editing, survey }} title={text.title(typology.profiles.length, typology.criteria.length)}>
          {typology.affinity ? null : (
            <QuestionSelect
              survey={survey}
              label={text.addCriterion}
              onItem={(item) => editing.edit({ kind: 'profiles.criterion', item })}
            />
          )}
          <Button label={text.addProfile} onClick={() => editing.edit({ kind: 'profiles.add', name: added })} />
        </StepBar>
        <p class="help">{typology.affinity ? text.weights : text.touch}</p>
        {typology.affinity ? (
          <WeightTable
            {...{ survey, typology }}
            onSelect={select}
            onPoints={(of, points) => editing.edit({ kind: 'profiles.weight', ...of, points })}
          />
        ) : (
          <TypologyTable {...{ survey, typology, notes, selected }} onSelect={select} />
        )}
      </div>
      {title ? (
        <aside class="box stack" aria-labelledby="side" key={cellId(selected)}>
          <h3 id="side" ref={heading} tabIndex={-1}>
            {title}
          </h3>
          {side()}
        </aside>
      ) : null}
      <div class="stack" aria-live="polite">
        {draw ? <DrawnPeople typology={typology} draw={draw} /> : <p class="help">{text.counting}</p>}
        <ProfileNotes {...{ editing, survey, typology, notes }} onGo={select} />
      </div>
    </div>
  );
}

interface QuestionSelectProps extends Pick<ProfilesProps, 'survey'> {
  readonly label: string;
  readonly hasPoints?: boolean;
  readonly onItem: (item: string) => void;
}

/** A list of the questions of which a criterion may be made, or to whose answers points may be given. */
function QuestionSelect({ survey, label, hasPoints, onItem }: QuestionSelectProps) {
  const words = useWords();
  const { questionOfItem } = toSurvey(survey);
  const items = criterionItems(survey).filter(({ item }) => !hasPoints || questionOfItem.get(item)?.kind !== 'number');
  if (items.length === 0) return null;
  const options = items.map(({ item, title }) => [item, words.of(title)] as const);
  return <ChoiceList label={label} value="" options={[['', label], ...options]} onChoose={onItem} />;
}
