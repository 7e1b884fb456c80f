import { useMemo } from 'preact/hooks';
import { overviewReply, type SurveyOverview } from '../../wire/organiser/survey-reply.ts';
import { ChannelsForm } from '../drafting/channels-form.tsx';
import { languagesIn } from '../drafting/draft-part.tsx';
import { type OpenSurvey, useSurveyFiles } from '../drafting/use-survey-files.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { may, useDesk } from '../parts/desk-context.ts';
import { useGet } from '../parts/use-get.ts';

/** Changes the channels of a published survey next to its links, for those who may. */
export function OwnChannels() {
  const desk = useDesk();
  const asked = useGet('/api/organiser/overview', overviewReply);
  const isOpen = ({ survey, from, state }: SurveyOverview) =>
    survey === desk.survey.id && from === 'storage' && state === 'published';
  return (
    <CalledPart asked={asked}>
      {({ surveys }) => {
        const overview = may(desk, 'publish') && may(desk, 'author') && surveys.find(isOpen);
        return overview ? <ReadChannels overview={overview} /> : null;
      }}
    </CalledPart>
  );
}

function ReadChannels({ overview: read }: { readonly overview: SurveyOverview }) {
  const desk = useDesk();
  const overview = useMemo((): OpenSurvey => ({ ...read, follows: { current: read.version ?? undefined } }), [read]);
  const texts = useSurveyFiles(desk, overview, 'published', desk.readAgain);
  return (
    <CalledPart asked={{ called: texts }}>
      {(files) => <ChannelsForm texts={files} languages={languagesIn(files)} />}
    </CalledPart>
  );
}
