import { Model } from 'survey-core';
import 'survey-core/survey-core.min.css';
import { renderSurvey } from 'survey-js-ui';

const survey = await (await fetch('/survey.json')).json();
renderSurvey(new Model(survey), document.getElementById('peer'));
