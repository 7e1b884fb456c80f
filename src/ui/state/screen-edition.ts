import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { SurveyEntry } from '../../core/survey/survey-entry.ts';
import type { Definitions } from '../../device/port/device.ts';
import { sayLateWith } from '../elements/use-code.ts';
import { type Edition, loadEdition } from './editions.ts';

export interface ScreenEdition {
  /** Written by what comes later, and knows what was decided about the survey since. */
  readonly edition: Signal<Edition>;
  readonly survey: ReadonlySignal<Survey>;
  /** Shows the survey in another revision or language; `false`, and nothing changed, where the device and the network lack it. */
  readonly show: (revision: number, language: string) => Promise<boolean>;
  /** The language last requested, if it could not be fetched: the page keeps its language. */
  readonly lacksLanguage: Signal<string | undefined>;
  readonly switchLanguage: (language: string) => Promise<void>;
}

export function createScreenEdition(first: Edition, entry: SurveyEntry, definitions: Definitions): ScreenEdition {
  const edition = signal(first);
  const lacksLanguage = signal<string | undefined>(undefined);
  const show = async (revision: number, language: string) => {
    const loaded = await loadEdition(definitions, entry, revision, language);
    if (typeof loaded === 'string') return false;
    speak(loaded);
    edition.value = loaded;
    return true;
  };
  return {
    edition,
    survey: computed(() => edition.value.survey),
    show,
    lacksLanguage,
    async switchLanguage(language) {
      const isShown = await show(edition.peek().survey.revision, language);
      lacksLanguage.value = isShown ? undefined : language;
      if (!isShown) return;
      const address = new URL(location.href);
      address.searchParams.set('lang', language);
      history.replaceState(history.state, '', address);
    },
  };
}

/** The page is in the language of the survey's texts; interface texts in another language have a `lang` attribute. */
export function speak({ words, file }: Edition): void {
  Object.assign(document.documentElement, { lang: words.language, dir: file.dir ?? 'ltr' });
  sayLateWith(words.ui.rest);
}
