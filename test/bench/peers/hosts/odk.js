import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';
import { createApp, h } from 'vue';

const formXml = await (await fetch('/survey.xml')).text();
const fetchFormAttachment = () => Promise.resolve(new Response('', { status: 404 }));
createApp(() => h(OdkWebForm, { formXml, fetchFormAttachment }))
  .use(webFormsPlugin)
  .mount('#peer');
