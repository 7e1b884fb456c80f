import { useEffect, useState } from 'preact/hooks';
import type { SurveyDraft } from '../../authoring/edits/edit.ts';
import { structuralFaults } from '../../authoring/edits/repair.ts';
import { drawProfiles, type ProfileDraw } from '../../core/check/profile-draw.ts';
import { toSurvey } from '../../core/survey/questionnaire.ts';

/** Milliseconds in which a page may draw before it answers taps again. */
const AT_ONCE = 12;

/** Runs what yields its steps a little at a time, and returns the last. `undefined` until that of this key is known. */
export function useLastStep<Step>(key: string, begin: () => Generator<Step> | undefined): Step | undefined {
  const [known, setKnown] = useState<{ readonly key: string; readonly last: Step | undefined }>();
  useEffect(() => {
    const steps = begin();
    if (!steps) return undefined;
    let last: Step | undefined;
    let timer = 0;
    const goOn = () => {
      const until = performance.now() + AT_ONCE;
      for (let next = steps.next(); !next.done; next = steps.next()) {
        last = next.value;
        if (performance.now() > until) {
          timer = window.setTimeout(goOn);
          return;
        }
      }
      setKnown({ key, last });
    };
    timer = window.setTimeout(goOn);
    return () => window.clearTimeout(timer);
  }, [key]);
  return known?.key === key ? known.last : undefined;
}

/** Draws 10 000 respondents. `undefined` until the counts of this revision are whole, or while it has faults. */
export function useDraw(survey: SurveyDraft | undefined): ProfileDraw | undefined {
  return useLastStep(drawKey(survey), () =>
    survey?.typology && structuralFaults(survey).length === 0 ? drawProfiles(toSurvey(survey)) : undefined,
  );
}

/** Differs where random respondents may get something else. */
export function drawKey(survey: SurveyDraft | undefined): string {
  return JSON.stringify([survey?.typology, survey?.facts]);
}
