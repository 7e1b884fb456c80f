import type { SurveyOverview, SurveyRoom } from '../../wire/organiser/survey-reply.ts';
import { useSite, useWords } from '../parts/desk-context.ts';
import type { DeskWords } from '../words/desk-words.ts';

export type ShownState = 'draft' | 'published' | 'closed' | 'withdrawn';

/** A survey is closed from its closing day on. */
export function stateOf({ state, closedFrom }: SurveyOverview, today: string): ShownState {
  return state === 'published' && closedFrom !== null && closedFrom <= today ? 'closed' : state;
}

/** By its title; by its id where no file with one can be read. */
export function surveyName({ survey, title }: SurveyOverview, words: DeskWords): string {
  return title && Object.keys(title).length > 0 ? words.of(title) : survey;
}

/** A token by its name; the one that may do everything, and the command, are the host's. */
export function whoText(name: string, { desk }: DeskWords): string {
  return name === 'organiser' || name === 'host' ? desk.questionnaires.host : name;
}

/** The state in a word with its mark: colour alone says nothing. */
export function StateWord({ overview }: { readonly overview: SurveyOverview }) {
  const { words, me } = useSite();
  const state = stateOf(overview, me.today);
  return (
    <span class={`state is-${state}`}>
      <span aria-hidden="true">{MARKS[state]}</span> {words.desk.questionnaires.state[state]}
    </span>
  );
}

/** The bytes of surveys, once they are half of what there may be, and what becomes of those that have too many. */
export function RoomText({ used, most }: SurveyRoom) {
  const { size, desk } = useWords();
  const isOver = used > most;
  const text = desk.questionnaires.room(size(used), size(most), isOver);
  return used > most / 2 ? <p class={isOver ? 'fault' : 'help'}>{text}</p> : null;
}

const MARKS = { draft: '◌', published: '✓', closed: '■', withdrawn: '⊖' } as const;
