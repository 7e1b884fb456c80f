import type { SurveyDraft } from '../../authoring/edits/edit.ts';
import { profileAdvice, profileFaults } from '../../core/check/profile-check.ts';
import type { ProfileDraw } from '../../core/check/profile-draw.ts';
import { toSurvey } from '../../core/survey/questionnaire.ts';
import type { Typology } from '../../core/survey/typology-schema.ts';
import { Button } from '../../ui/elements/button.tsx';
import { editFaultText } from '../editing/edit-words.ts';
import { useWords } from '../parts/desk-context.ts';
import type { DeskWords } from '../words/desk-words.ts';

/** A profile, a criterion, or the cell of both. */
export interface Selection {
  readonly profile?: string | undefined;
  readonly criterion?: string | undefined;
}

/** Says what the check finds in profiles, with the place that it is about. */
export interface ProfileNote extends Selection {
  readonly isFault: boolean;
  readonly says: string;
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
      profile: profiles[Number(place)]?.id,
      criterion: isTwin ? criteria[0]?.id : criterion,
      twins: isTwin ? alike.map(({ id }) => id) : [],
    };
  });
}

interface ProfileNotesProps {
  readonly typology: Typology;
  readonly notes: readonly ProfileNote[];
  readonly onGo: (to: Selection) => void;
}

/** The notes by number, each with a way to the cell that it is about. */
export function ProfileNotes({ typology, notes, onGo }: ProfileNotesProps) {
  const words = useWords();
  const { profiles: text } = words.desk;
  return (
    <ol class="stack points">
      {notes.map(({ says, isFault, profile, criterion }) => {
        const name = typology.profiles.find(({ id }) => id === profile)?.name;
        const title = typology.criteria.find(({ id }) => id === criterion)?.title;
        const place = [name, title].flatMap((one) => (one ? [words.of(one)] : [])).join(', ');
        return (
          <li key={says} class={isFault ? 'fault' : 'caution'}>
            <p>
              {isFault ? text.fault : text.advice} {says}
            </p>
            {name ? (
              <Button label={text.go(place)} class="quiet flush" onClick={() => onGo({ profile, criterion })} />
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
