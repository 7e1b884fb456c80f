import { renderSurveyInline } from '@formbricks/surveys';

const survey = await (await fetch('/survey.json')).json();
renderSurveyInline({ survey, containerId: 'peer', brandColor: '#1d4f91', isBrandingEnabled: false });
