import type { SurveyDraft } from '../../authoring/edits/edit.ts';
import { bestRemedy } from '../../authoring/edits/remedies.ts';
import { profileAdvice, profileFaults } from '../../core/check/profile-check.ts';
import type { ProfileDraw } from '../../core/check/profile-draw.ts';
import type { Fault } from '../../core/survey/fault.ts';
import { toSurvey } from '../../core/survey/questionnaire.ts';
import type { Typology } from '../../core/survey/typology-schema.ts';
import { Button } from '../../ui/elements/button.tsx';
import { editFaultText } from '../editing/edit-words.ts';
import type { Editing } from '../editing/use-editing.ts';
import { useWords } from '../parts/desk-context.ts';
import type { DeskWords } from '../words/desk-words.ts';
import { cellWords, type Selection } from './typology-table.tsx';
import { drawKey, useLastStep } from './use-draw.ts';

/** Says what the check finds in profiles, with the place that it is about. */
export interface ProfileNote extends Selection {
  readonly isFault: boolean;
  readonly says: string;
  readonly reason: Fault;
  /** Both are here where two profiles are alike. */
  readonly twins: readonly string[];
}

/** Finds what the service would say of the profiles. */
export function notesOf(survey: SurveyDraft, draw: ProfileDraw, words: DeskWords): readonly ProfileNote[] {
  const { profiles = [], criteria = [] } = survey.typology ?? {};
  const ready = toSurvey(survey);
  const faults = profileFaults(ready);
  return [...faults, ...profileAdvice(ready, draw)].map((fault) => {
    const { path, code = 'other', values = [] } = fault;
    const [, , place, , criterion] = path.split('.');
    const isTwin = code.startsWith('same-');
    const alike = profiles.filter(({ name }) => values.includes(name[survey.languages[0] ?? ''] ?? ''));
    return {
      isFault: faults.includes(fault),
      says: editFaultText(fault, words),
      reason: fault,
      profile: profiles[Number(place)]?.id,
      criterion: isTwin ? criteria[0]?.id : criterion,
      twins: isTwin ? alike.map(({ id }) => id) : [],
    };
  });
}

interface ProfileNotesProps {
  readonly editing: Editing;
  readonly survey: SurveyDraft;
  readonly typology: Typology;
  readonly notes: readonly ProfileNote[];
  readonly onGo: (to: Selection) => void;
}

/** The notes by number, each with a way to the cell that it is about. */
export function ProfileNotes({ editing, survey, typology, notes, onGo }: ProfileNotesProps) {
  const words = useWords();
  const { profiles: text } = words.desk;
  return (
    <ol class="stack points">
      {notes.map(({ says, reason, isFault, profile, criterion }) => {
        const name = typology.profiles.find(({ id }) => id === profile)?.name;
        const title = typology.criteria.find(({ id }) => id === criterion)?.title;
        const place = [name, title].flatMap((one) => (one ? [words.of(one)] : [])).join(', ');
        return (
          <li key={says} class={isFault ? undefined : 'caution'}>
            <p class={isFault ? 'fault' : undefined}>
              {isFault ? text.fault : text.advice} {says}
            </p>
            <RemedyLine {...{ editing, survey, reason }} />
            {name ? (
              <Button label={text.go(place)} class="quiet flush" onClick={() => onGo({ profile, criterion })} />
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

interface RemedyLineProps extends Pick<ProfileNotesProps, 'editing' | 'survey'>, Pick<ProfileNote, 'reason'> {}

/** Says which one change parts the profiles best, how many people then get each, and makes it. */
function RemedyLine({ editing, survey, reason }: RemedyLineProps) {
  const words = useWords();
  const { profiles: text } = words.desk;
  const key = `${drawKey(survey)} ${JSON.stringify(reason)}`;
  const remedy = useLastStep(key, () => bestRemedy(survey, reason));
  const { edit } = remedy ?? {};
  const { profiles = [], criteria = [] } = remedy?.survey.typology ?? {};
  const profile = profiles.find(({ id }) => edit && 'profile' in edit && edit.profile === id);
  if (!remedy || !edit || !profile) return null;
  const criterion = criteria.find(({ id }) => edit.kind === 'profiles.cell' && edit.criterion === id);
  const question = edit.kind === 'profiles.weight' ? toSurvey(survey).questionOfItem.get(edit.item) : undefined;
  const answer = edit.kind === 'profiles.weight' ? question?.choice.get(edit.option) : undefined;
  const value = criterion ? cellWords(remedy.survey, criterion, profile, words) : text.points(3);
  const place = criterion ? words.of(criterion.title) : `${question?.number}. ${words.of(answer?.label ?? {})}`;
  const counts = profiles
    .filter(({ id }) => remedy.profiles.includes(id))
    .map(({ id, name }) => text.times(words.of(name), words.number(remedy.draw.alone.get(id) ?? 0)));
  return (
    <p class="row">
      <span>{text.remedy(value, `${words.of(profile.name)}, ${place}`, counts.join(', '))}</span>
      <Button label={text.put(value)} onClick={() => editing.edit(edit)} />
    </p>
  );
}
