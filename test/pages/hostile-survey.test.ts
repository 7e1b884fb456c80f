import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { surveysInFolder } from '../../src/authoring/check-survey-folder.ts';
import type { SurveyFolder } from '../../src/authoring/survey-folder.ts';
import { editionOf, entryOf } from '../../src/edition/edition-of.ts';
import { pageHeaders } from '../../src/endpoint/http/security-headers.ts';
import { renderDeclaration } from '../../src/pages/declaration-page.tsx';
import { renderPage } from '../../src/pages/render-page.ts';
import { landingOf } from '../../src/pages/shared-profile.ts';
import { frontOf } from '../support/front-of.ts';
import { hostileSurvey } from '../support/hostile-survey.ts';
import { jsonIn, shippedSurveys } from '../support/shipped.ts';

/* What an organiser writes is outside data: nothing of it may become markup, script or an attribute of a page. */

const ID = 'exemple-benevolat';
const ORIGIN = 'https://barometre.example';
const TEXTS = [
  '</script><script>alert(1)</script>',
  '"><svg onload="alert(1)">',
  "' onfocus='alert(1)",
  '</title></style></template><img src=x onerror=alert(1)>',
  '<!--head--><!--opening-->',
  '-->]]>',
  "$&$1$`$'",
  '\u202e\u2066evil',
  '\u0000',
];
const PEOPLE = { culture: 60, sport: 50 };
const template = readFileSync('index.html', 'utf8');
const shipped = await shippedSurveys();
/** Without the other surveys, which would be checked again with each text. */
const folder: SurveyFolder = new Map([
  ...[...shipped.folder].filter(([path]) => path.startsWith(`${ID}/`)),
  ['index.json', JSON.stringify({ surveys: [{ id: ID, revision: 1 }] })],
]);
const plain = await pagesOf(folder);

describe.each(TEXTS)('a survey whose every text is %j', (text) => {
  let pages: Awaited<ReturnType<typeof pagesOf>>;
  beforeAll(async () => {
    pages = await pagesOf(hostileSurvey(folder, ID, text));
  });

  test('adds no element and no attribute to its pages', () => {
    const { page, preview, statement, front } = pages;
    expect(page).not.toBe(plain.page);
    expect(front).not.toBe(plain.front);
    expect(outlineOf(page)).toEqual(outlineOf(plain.page));
    expect(outlineOf(preview)).toEqual(outlineOf(plain.preview));
    expect(outlineOf(statement)).toEqual(outlineOf(plain.statement));
    expect(outlineOf(front)).toEqual(outlineOf(plain.front));
  });

  test('is allowed nothing by the policy of its page that the empty template is not', () => {
    expect(pageHeaders(pages.page)).toEqual(pageHeaders(template));
    expect(pageHeaders(pages.preview)).toEqual(pageHeaders(template));
  });
});

test.each(['</script>', '"><svg onload="x">', '../../secret', '\u0000', '\u202e', '__proto__'])(
  '%j is refused as an id, a name of a profile’s page or of a picture',
  (text) => {
    const survey = JSON.parse(folder.get(`${ID}/1.json`) ?? '');
    const presentation = JSON.parse(folder.get(`${ID}/presentation.json`) ?? '');
    const [profile] = survey.typology.profiles;
    const changes = [
      { [`${ID}/1.json`]: { ...survey, id: text } },
      { [`${ID}/1.json`]: JSON.parse(JSON.stringify(survey).replaceAll(`"${profile.id}"`, JSON.stringify(text))) },
      {
        [`${ID}/presentation.json`]: { ...presentation, app: { screenshots: [{ file: `${text}.png`, form: 'wide' }] } },
      },
    ];
    for (const change of changes) {
      const files = Object.entries(change).map(([path, json]) => [path, JSON.stringify(json)] as const);
      expect(surveysInFolder(new Map([...folder, ...files])).kind).toBe('faulty');
    }
  },
);

async function pagesOf(folder: SurveyFolder) {
  const read = surveysInFolder(folder);
  if (read.kind === 'faulty') throw new Error(JSON.stringify(read.faults));
  const published = read.surveys.get(ID);
  if (!published) throw new Error(`no ${ID}`);
  const made = editionOf({ published, folder, pictures: new Map() });
  if (made.kind === 'faulty') throw new Error(made.lines.join('\n'));
  const { edition } = made;
  const entry = entryOf(published, 'edition', false);
  const file = jsonIn(edition, '1.fr.json');
  const emblems = Buffer.from(edition.files.get('emblems.svg') ?? []).toString('utf8');
  const order = {
    entry,
    language: 'fr',
    ui: 'fr',
    file,
    emblems,
    origin: ORIGIN,
    conformity: 'none',
    image: undefined,
  } as const;
  const landing = landingOf({ published, edition, name: 'ruche' });
  if (!landing) throw new Error('no landing page');
  return {
    page: renderPage(template, order),
    preview: renderPage(template, { ...order, landing }),
    statement: renderDeclaration(template, { ...order, contacts: [], today: '2026-12-02' }),
    front: await frontOf(published, edition, PEOPLE),
  };
}

/** Each tag with the names of its attributes, as a browser tells them apart. */
function outlineOf(html: string): readonly string[] {
  const tags = html
    .replaceAll(/<!--.*?-->/gs, '')
    .matchAll(/<(\/?[a-z][\w-]*)((?:\s+[^\s=>/]+(?:=(?:"[^"]*"|'[^']*'|[^\s>]+))?)*)\s*\/?>/g);
  return [...tags].map(([, name = '', attributes = '']) =>
    [name, ...[...attributes.matchAll(/\s([^\s=]+)(?:=(?:"[^"]*"|'[^']*'|[^\s>]+))?/g)].map(([, one]) => one)].join(
      ' ',
    ),
  );
}
