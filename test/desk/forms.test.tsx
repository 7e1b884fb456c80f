import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { InDesk } from '../../src/desk/parts/desk-context.ts';
import { DeskApp } from '../../src/desk/shell/desk-app.tsx';
import { deskWords } from '../../src/desk/words/desk-words.ts';
import { wordsIn } from '../../src/ui/words/words.ts';
import { words as deskFr } from '../../src/words/compiled/desk/fr/desk.mjs';
import { words as fr } from '../../src/words/compiled/respondent/fr/first.mjs';
import DESK_REPLIES from '../fixtures/desk-replies.json' with { type: 'json' };
import { NOTICE } from '../support/notice.ts';
import { GARDEN_FILE } from '../support/surveys-in-browser.ts';

const ID = GARDEN_FILE.id;
/** The garden, with a text that may be published. */
const SURVEY = {
  ...GARDEN_FILE,
  sections: GARDEN_FILE.sections.map((section) => ({
    ...section,
    questions: section.questions.map((one) => (one.kind === 'text' ? { ...one, consent: { en: 'Publish it' } } : one)),
  })),
};

/** The replies of the endpoint, by the beginning of the path; the first that fits. */
const REPLIES: readonly (readonly [path: string, reply: object])[] = [
  [`/surveys/${ID}/4.en.json`, SURVEY],
  ['/api/organiser/surveys/draft/files/', { ...GARDEN_FILE, revision: 1 }],
  ['/api/organiser/surveys/next/files/', { ...GARDEN_FILE, closedFrom: '2026-12-19' }],
  ['/api/organiser/surveys/out/files/notice.json', { ...NOTICE, channels: [] }],
  ['/api/organiser/surveys/out/files/', { ...GARDEN_FILE, revision: 1 }],
  ...Object.entries(DESK_REPLIES),
];
/** Every field of a reply to an act. */
const DONE = {
  done: true,
  effects: [{ effect: 'begin-until', day: '2026-12-01' }],
  erased: 1,
  setAside: 4,
  takenBack: 1,
  invited: 0,
  state: 'discarded',
};

const root = document.createElement('div');
document.body.append(root);
/** What changed something, or would have: the method and path of each request but those of a dry run. */
let done: string[];
let dryRuns: number;
/** The text that was put last. */
let put: string;
/** The code by which acts are refused until something is read again. */
let refusal: string | undefined;
/** Holds each reply to a dry run until it is called. */
let release: (() => void)[] | undefined;

beforeEach(() => {
  done = [];
  dryRuns = 0;
  refusal = undefined;
  release = undefined;
  Object.assign(globalThis, { RELEASE: 'test' });
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body }: RequestInit = {}) => {
    if (method === 'GET') {
      refusal = undefined;
      const reply = REPLIES.find(([start]) => path.startsWith(start))?.[1];
      return reply ? Response.json({ survey: ID, ...reply }) : Response.json({ code: 'not-found' }, { status: 404 });
    }
    const isDryRun = typeof body === 'string' && JSON.parse(body).dryRun === true;
    if (body instanceof Uint8Array) put = new TextDecoder().decode(body);
    if (refusal) return Response.json({ code: refusal }, { status: 409 });
    if (isDryRun) dryRuns++;
    else done.push(`${method} ${path}`);
    if (isDryRun && release) await new Promise<void>((resolve) => release?.push(resolve));
    return Response.json({ ...DONE, survey: path.includes('/surveys/') ? null : ID });
  });
});
afterEach(() => {
  render(null, root);
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

async function show(address: string, token: string | undefined = 'token'): Promise<void> {
  // A phone folds parts of some pages.
  await page.viewport(1366, 900);
  location.hash = `#/${address}`;
  const words = deskWords(wordsIn('fr', fr), deskFr);
  render(
    <InDesk value={{ words }}>
      <DeskApp token={token} statusText={undefined} />
    </InDesk>,
    root,
  );
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).first();
const form = () => root.querySelector('.two-steps');
const focused = () => (root.contains(document.activeElement) ? document.activeElement : undefined);

/** An act: its page, the button that begins it, and the request that it is. */
const ACTS: readonly (readonly [page: string, begin: string | RegExp, request: string, typed?: string])[] = [
  ['conducting', /^Clore/, 'POST /api/organiser/close'],
  ['conducting', /^Publier aussi/, 'POST /api/organiser/publish'],
  ['conducting', /^Retirer… /, 'POST /api/organiser/crossing'],
  ['crossing?rows=plot&columns=crops', 'Publier ce croisement…', 'POST /api/organiser/crossing'],
  ['quality', /^Écarter /, 'POST /api/organiser/set-aside', 'a trial'],
  ['quality', /^Réintégrer…/, 'POST /api/organiser/take-back'],
  ['contacting', 'Effacer ada@example.org', 'POST /api/organiser/contacts/erase'],
  ['moderating', 'Supprimer ce texte…', 'POST /api/organiser/comments'],
  ['participation', /^Retirer l’invitation/, 'POST /api/organiser/invited'],
  ['colleagues', 'Révoquer…', 'POST /api/organiser/tokens/revoke'],
  ['survey?s=draft', 'Jeter le brouillon…', 'DELETE /api/organiser/surveys/draft/draft'],
  ['survey?s=over', 'Supprimer l’enquête…', 'POST /api/organiser/surveys/over/delete', 'over'],
  ['survey?s=out', 'Retirer l’enquête…', 'POST /api/organiser/surveys/out/withdraw'],
];

for (const [address, begin, request, typed] of ACTS)
  test(`${address}, ${begin}: the effects take the focus, Escape does nothing, and only the confirmation acts`, async () => {
    await show(address);
    for (const isConfirmed of [false, true]) {
      await button(begin).click();
      await expect.poll(() => form()?.contains(document.activeElement) && focused()?.tagName).toBe('H3');
      await expect.poll(() => form()?.querySelectorAll('li').length).toBeGreaterThan(0);
      expect(done).toEqual([]);
      if (!isConfirmed) await userEvent.keyboard('{Escape}');
      else {
        const field = form()?.querySelector<HTMLInputElement>('input[type="text"]');
        if (field && typed) await userEvent.fill(field, typed);
        await expect.poll(() => form()?.querySelector('[type="submit"]')?.matches(':enabled')).toBe(true);
        await userEvent.click(form()?.querySelector('[type="submit"]') ?? root);
      }
      await expect.poll(form).toBe(null);
    }
    await expect.poll(() => done).toEqual([request]);
  });

/** A form: its page, the button that opens it if there is one, what is typed, the button that sends it, and the first faulty field. */
const FORMS: readonly {
  readonly page: string;
  readonly fold?: string;
  readonly open?: string | RegExp;
  readonly type?: Readonly<Record<string, string>>;
  readonly send: string | RegExp;
  readonly focus: string;
}[] = [
  { page: 'colleagues', send: /^Créer la clé/, focus: 'name' },
  { page: 'colleagues', type: { name: 'ines-b' }, send: /^Créer la clé/, focus: 'until' },
  {
    page: 'colleagues',
    type: { name: 'ines-b', until: '2999-12-31', surveys: 'Été' },
    send: /^Créer la clé/,
    focus: 'surveys',
  },
  { page: 'colleagues', type: { name: 'ines-b', until: '2999-12-31' }, send: /^Créer la clé/, focus: 'read' },
  { page: 'colleagues', open: /^Prolonger/, type: { until: '2020-01-01' }, send: 'Prolonger', focus: 'until' },
  { page: 'participation', send: 'Ajouter', focus: 'people' },
  { page: 'participation', type: { no: '1,5' }, send: 'Enregistrer', focus: 'no' },
  { page: 'inviting', type: { channel: 'Marie Dupont' }, send: 'Préparer le lien', focus: 'channel' },
  { page: 'quality', type: { code: 'XXX' }, send: 'Effacer cette réponse…', focus: 'code' },
  { page: 'quality', open: /^Écarter /, send: /^Écarter 4/, focus: 'reason' },
  { page: 'survey?s=draft', open: 'Écrire la notice…', send: 'Garder', focus: 'controller en' },
  {
    page: 'survey?s=draft',
    open: 'Choisir les jours…',
    type: { last: '2020-01-01' },
    send: 'Garder',
    focus: 'last',
  },
  {
    page: 'survey?s=draft',
    open: 'Choisir les jours…',
    type: { first: '2999-12-31', last: '2999-01-01' },
    send: 'Garder',
    focus: 'first',
  },
  {
    page: 'survey?s=draft',
    open: 'Relire la présentation…',
    type: { 'shortName en': '' },
    send: 'Garder',
    focus: 'shortName en',
  },
  {
    page: 'survey?s=draft',
    fold: 'Textes',
    open: /^Corriger/,
    type: { text: '' },
    send: 'Garder ce texte',
    focus: 'text',
  },
  { page: 'survey?s=out', open: 'Ajouter un canal…', send: 'Publier ce canal', focus: 'label en' },
  {
    page: 'survey?s=out',
    open: 'Ajouter un canal…',
    type: { 'label en': 'Été', id: 'Été' },
    send: 'Publier ce canal',
    focus: 'id',
  },
  { page: 'survey?s=out', open: 'Dupliquer…', type: { id: 'Été' }, send: 'Copier', focus: 'id' },
  { page: 'survey?s=out', open: 'Ajouter un texte…', type: { id: 'nothing' }, send: 'Commencer ce texte', focus: 'id' },
];

const field = (name: string) => root.querySelector<HTMLInputElement>(`[name="${name}"]`);

for (const { page: address, fold, open, type = {}, send, focus } of FORMS)
  test(`${address}, ${open ?? ''} ${send}: ${focus} is faulty, takes the focus, and nothing is sent`, async () => {
    await show(address);
    if (fold) await page.getByText(fold, { exact: true }).click();
    if (open) await button(open).click();
    for (const [name, value] of Object.entries(type)) {
      await expect.poll(() => field(name)).not.toBe(null);
      await userEvent.fill(field(name) ?? root, value);
    }
    await button(send).click();
    await expect.poll(() => focused()?.getAttribute('name')).toBe(focus);
    expect(focused()?.getAttribute('aria-invalid')).toBe('true');
    expect(focused()?.closest('form')?.querySelector('.fault')?.textContent).toBeTruthy();
    expect(done).toEqual([]);
  });

test('an author who expects few responses sees which groups will never be shown, and leaves out all groups by one press', async () => {
  await show('survey?s=draft');
  await page.getByText('Réponses attendues').click();
  const rows = () => [...root.querySelectorAll('.accuracy tbody tr')].map(({ textContent }) => textContent);
  await userEvent.fill(field('yes') ?? root, '100');
  expect(rows()).toEqual([expect.stringMatching(/100\d,\d/), expect.stringMatching(/^Yes\d,\d/), 'No', 'Shared with']);
  await userEvent.fill(field('shared') ?? root, '12');
  expect(rows()[3]).toBe('Shared withjamaisjamais');
  await button('Publier l’ensemble seul').click();
  await expect.poll(() => done).toEqual(['PUT /api/organiser/surveys/draft/draft/results.json']);
  // What was typed is the number of all.
  await expect.poll(() => field('all')?.value).toBe('112');
  await userEvent.fill(field('all') ?? root, '1000');
  await button('Publier aussi par groupes').click();
  await expect.poll(() => field('yes')?.value).toBe('100');
  await userEvent.fill(field('yes') ?? root, '150');
  expect(root.querySelector('.accuracy button')).toBe(null);
});

test('the next revision names no last day once the closing that the file sets was cancelled', async () => {
  await show('survey?s=next');
  await expect.element(page.getByText('Rien à corriger').first()).toBeVisible();
  expect(root.querySelector('.checks')?.textContent).not.toMatch(/dernier jour|décembre/i);
});

test('a text that somebody else has changed stays as typed, and is kept once the draft is read again', async () => {
  await show('survey?s=draft');
  await page.getByText('Textes', { exact: true }).click();
  await button(/^Corriger/).click();
  await expect.poll(() => field('text')).not.toBe(null);
  await userEvent.fill(field('text') ?? root, 'Mine');
  refusal = 'draft.changed';
  await button('Garder ce texte').click();
  await button('Relire le brouillon').click();
  await expect.element(page.getByText('Le brouillon est relu.')).toBeVisible();
  expect([field('text')?.value, done]).toEqual(['Mine', []]);
  await button('Garder ce texte').click();
  await expect.poll(() => done).toEqual(['PUT /api/organiser/surveys/draft/draft/1.json']);
});

test('a notice says who the data protection officer is, or that there is none', async () => {
  await show('survey?s=out');
  await button('Modifier la notice…').click();
  await expect.poll(() => field('dpo en')).not.toBe(null);
  await userEvent.fill(field('dpo en') ?? root, '');
  await button('Publier cette notice').click();
  await expect.poll(() => focused()?.getAttribute('name')).toBe('dpo en');
  await page.getByLabelText('Aucun délégué').click();
  await button('Publier cette notice').click();
  await expect.poll(() => done).toEqual(['PUT /api/organiser/surveys/out/published/notice.json']);
  expect(JSON.parse(put)).toMatchObject({ contact: { en: NOTICE.contact.en } });
  expect(JSON.parse(put).dpo).toMatchObject({ en: 'There is no data protection officer.' });
});

test('a dry run that is answered after its form was left opens nothing, and nothing is confirmed before it is answered', async () => {
  release = [];
  await show('conducting');
  await button(/^Clore/).click();
  await expect.poll(() => release?.length).toBe(1);
  expect(form()?.querySelector('[type="submit"]')?.matches(':disabled')).toBe(true);
  await userEvent.keyboard('{Enter}');
  await userEvent.keyboard('{Escape}');
  await expect.poll(form).toBe(null);
  release[0]?.();
  await button(/^Clore/).click();
  await expect.poll(() => release?.length).toBe(2);
  expect(form()?.querySelectorAll('li').length).toBe(0);
  release[1]?.();
  await expect.poll(() => form()?.querySelectorAll('li').length).toBe(1);
  expect([done, dryRuns]).toEqual([[], 2]);
});
