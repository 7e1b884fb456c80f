import { useEffect, useState } from 'preact/hooks';
import type { SurveyDraft } from '../../authoring/edits/edit.ts';
import { structuralFaults } from '../../authoring/edits/repair.ts';
import { drawProfiles, type ProfileDraw } from '../../core/check/profile-draw.ts';
import { toSurvey } from '../../core/survey/questionnaire.ts';

/** Milliseconds in which a page may draw before it answers taps again. */
const AT_ONCE = 12;

/** Draws 10 000 respondents a little at a time. `undefined` until the counts of this revision are whole, or while it has faults. */
export function useDraw(survey: SurveyDraft | undefined): ProfileDraw | undefined {
  const key = JSON.stringify([survey?.typology, survey?.facts]);
  const [drawn, setDrawn] = useState<{ readonly key: string; readonly draw: ProfileDraw }>();
  useEffect(() => {
    if (!survey?.typology || structuralFaults(survey).length > 0) return undefined;
    const draws = drawProfiles(toSurvey(survey));
    let draw: ProfileDraw | undefined;
    let timer = 0;
    const goOn = () => {
      const until = performance.now() + AT_ONCE;
      for (let next = draws.next(); !next.done; next = draws.next()) {
        draw = next.value;
        if (performance.now() > until) {
          timer = window.setTimeout(goOn);
          return;
        }
      }
      if (draw) setDrawn({ key, draw });
    };
    timer = window.setTimeout(goOn);
    return () => window.clearTimeout(timer);
  }, [key]);
  return drawn?.key === key ? drawn.draw : undefined;
}
