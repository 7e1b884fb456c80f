import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';

/** A judgement counts what a screen has that a criterion is about, and names what of that is at fault. */
export interface Judgement {
  readonly seen: number;
  readonly faults: readonly string[];
}

/** Selectors find the elements that criteria are about, and those of them that are at fault. */
const SELECTORS: Readonly<Record<string, { readonly about: string; readonly fault?: string }>> = JSON.parse(
  readFileSync('test/journeys/criteria.json', 'utf8'),
);

const SPACES = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`;

/** Runs in a page before its own scripts: keeps what listens to each event. */
export function hear(): void {
  const heard = new Map<string, Set<EventTarget>>();
  Reflect.set(window, 'heard', heard);
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    heard.set(type, (heard.get(type) ?? new Set()).add(this));
    return add.call(this, type, ...rest);
  };
}

/** Looks at the screen for each criterion of RGAA that the document itself decides; `hear` has run. */
export function findByCriterion(page: Page): Promise<Readonly<Record<string, Judgement>>> {
  return page.evaluate(look, SELECTORS);
}

/** Widens the spaces of letters, words, lines and paragraphs as criterion 10.12 says. Returns the words that this hides. */
export function faultsOfSpacing(page: Page): Promise<readonly string[]> {
  return page.evaluate((spaces) => {
    const hidden = () =>
      [
        ...document.querySelectorAll(
          'body, body *:not(svg, svg *, .unseen, [aria-hidden="true"], [aria-hidden="true"] *)',
        ),
      ].filter((one) => {
        const { overflowX, overflowY } = getComputedStyle(one);
        if (one === document.body) return document.documentElement.scrollWidth > document.documentElement.clientWidth;
        const isCut = (way: string, beyond: number) => /hidden|clip/.test(way) && beyond > 1;
        return (
          isCut(overflowX, one.scrollWidth - one.clientWidth) || isCut(overflowY, one.scrollHeight - one.clientHeight)
        );
      });
    const before = { sheets: [...document.adoptedStyleSheets], hidden: hidden() };
    const spaced = new CSSStyleSheet();
    spaced.replaceSync(spaces);
    document.adoptedStyleSheets = [...before.sheets, spaced];
    const after = hidden().filter((one) => !before.hidden.includes(one));
    document.adoptedStyleSheets = before.sheets;
    return after.map((one) => one.outerHTML.slice(0, 120));
  }, SPACES);
}

/** Walks over the page by Tab. Returns where the focus cannot be seen (10.7) and where it stays (12.9). */
export async function faultsOfFocus(page: Page): Promise<Readonly<Record<'10.7' | '12.9', readonly string[]>>> {
  const faults: Record<'10.7' | '12.9', string[]> = { '10.7': [], '12.9': [] };
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  let last = '';
  for (let far = 0; far < 30; far++) {
    await page.keyboard.press('Tab');
    const { at, isSeen } = await page.evaluate(() => {
      const one = document.activeElement ?? document.body;
      const around = [one, one.closest('label'), one.closest('fieldset')].filter((each) => each !== null);
      const isRinged = (each: Element) => getComputedStyle(each).outlineStyle !== 'none';
      const place = [...document.querySelectorAll('*')].indexOf(one);
      return { at: `${place} ${one.outerHTML.slice(0, 80)}`, isSeen: one === document.body || around.some(isRinged) };
    });
    if (!isSeen) faults['10.7'].push(at);
    if (at === last && !at.includes('<body')) faults['12.9'].push(at);
    last = at;
  }
  return faults;
}

function look(selectors: typeof SELECTORS): Record<string, Judgement> {
  const found: Record<string, Judgement> = {};
  const all = <One extends Element = HTMLElement>(selector: string) => [...document.querySelectorAll<One>(selector)];
  const judge = <One extends Element>(numbers: string, subjects: readonly One[], isFault = (_: One) => false) => {
    const faults = subjects.filter(isFault).map((one) => one.outerHTML.slice(0, 120));
    for (const number of numbers.split(' ')) found[number] = { seen: subjects.length, faults };
  };
  const { documentElement: root, title } = document;
  const textOf = (one: Element | null | undefined) =>
    (one?.textContent ?? '')
      .replace(/[\u2060\u00ad]/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  const isShown = (one: Element) => one.checkVisibility({ visibilityProperty: true });
  const listening = [...(Reflect.get(window, 'heard') as Map<string, Set<EventTarget>>)];
  const heard = (types: RegExp) =>
    listening
      .flatMap(([type, targets]) => (types.test(type) ? [...targets] : []))
      .flatMap((one) => (one instanceof Element && one.isConnected ? one : []));
  const rulesIn = (list: CSSRuleList): readonly CSSStyleRule[] =>
    [...list].flatMap((one) => [
      ...(one instanceof CSSStyleRule ? [one] : []),
      ...('cssRules' in one ? rulesIn(one.cssRules as CSSRuleList) : []),
    ]);
  const rules = [...document.styleSheets, ...document.adoptedStyleSheets].flatMap(({ cssRules }) => rulesIn(cssRules));
  for (const [numbers, { about, fault }] of Object.entries(selectors))
    judge(numbers, all<Element>(about), (one) => fault !== undefined && one.matches(fault));

  judge(
    '7.4',
    all('form[data-question]:has(:checked)'),
    ({ dataset }) => !location.hash.endsWith(`/${dataset.question}`),
  );
  judge('8.1', [root], () => document.doctype?.name !== 'html' || document.doctype.publicId !== '');
  const known = new Map<string, Set<string>>();
  const knownFor = (one: Element) => {
    const names = known.get(one.localName) ?? new Set(['for', 'class', 'charset', 'property']);
    if (!known.has(one.localName)) for (const property in one) names.add(property.toLowerCase());
    known.set(one.localName, names);
    return names;
  };
  judge('8.2', all<Element>('*:not(svg, svg *)'), (one) => {
    const isTwin = one.id !== '' && document.getElementById(one.id) !== one;
    const own = one.getAttributeNames().filter((name) => !/^(data|aria)-/.test(name));
    return isTwin || one instanceof HTMLUnknownElement || own.some((name) => !knownFor(one).has(name.replace('-', '')));
  });
  judge('8.5', [root], () => title.trim() === '');
  const plain = title.replace(/\s/g, ' ');
  const isOfSurvey = /^(Erreur : )?Question \d+ sur \d+ – |^(Baromètre|Terrain) /.test(plain);
  judge('8.6', [root], () => !isOfSurvey && !plain.startsWith(textOf(document.querySelector('h1'))));
  const leaves = all('body :not(script, style, :has(*))');
  const foreign = /^(English|Español|(Six|Seven|Eight|Nine|Ten)\.)$|[\u0600-\u06ff]/;
  judge(
    '8.7',
    leaves.filter((one) => foreign.test(textOf(one))),
    (one) => one.closest('[lang]')?.getAttribute('lang') === 'fr',
  );
  judge('10.2', all('body *').filter(isShown), (one) =>
    [undefined, '::before', '::after'].some((part) => {
      const { backgroundImage, content } = getComputedStyle(one, part);
      return backgroundImage.includes('url(') || (part !== undefined && /^"[^"]*\p{L}{2}/u.test(content));
    }),
  );
  const isWhole = ({ selectorText, style }: CSSStyleRule) =>
    /^(html|:root|body)\b/.test(selectorText) && style.color && (style.background || style.backgroundColor);
  judge('10.5', [root], () => !rules.some(isWhole));
  const hasWords = (one: Node) => one instanceof Text && one.data.trim() !== '';
  judge(
    '10.6',
    all(':is(p, li, dd) a[href]').filter(
      (one) => isShown(one) && [...(one.parentNode?.childNodes ?? [])].some(hasWords),
    ),
    (one) => !getComputedStyle(one).textDecorationLine.includes('underline'),
  );
  const shows = rules.filter(({ selectorText, style }) => {
    const { display, visibility, opacity, content, blockSize } = style;
    return (
      /:(hover|focus)/.test(selectorText) &&
      !/^\.skip:/.test(selectorText) &&
      (display || visibility || opacity || content || blockSize)
    );
  });
  // The keys of a matrix are named below it while the focus is in it: they cover nothing, and a pointer has no use for them.
  const isKeys = ({ selectorText }: CSSStyleRule) => selectorText.endsWith('.matrix-keys');
  const overs = heard(/^(mouse(enter|over|move)|pointer(enter|over))$/);
  judge('10.13 10.14', [...shows.map(() => root), ...overs], (one) => one !== root || !shows.every(isKeys));
  judge('11.1', all<HTMLInputElement>('input:not([type="hidden"]), select, textarea'), (one) => {
    const ids = (one.getAttribute('aria-labelledby') ?? '').split(' ');
    const near = [...(one.labels ?? []), ...ids.map((id) => document.getElementById(id))];
    const isNamed = near.some((each) => textOf(each) !== '');
    return (
      !isNamed || ![...near, one.closest('fieldset')?.querySelector('legend')].some((each) => each && isShown(each))
    );
  });
  judge(
    '13.5 13.6',
    leaves.filter((one) => /\p{Emoji_Presentation}|[:;]-?[)(DP](\s|$)/u.test(textOf(one))),
  );
  const moving = rules.filter(({ style }) => style.animationName !== '' && style.animationName !== 'none');
  const repeats = moving.filter(({ style }) => style.animationIterationCount !== '1');
  judge(
    '13.7',
    repeats.map(() => root),
  );
  const isLong = ({ style }: CSSStyleRule) => Number.parseFloat(style.animationDuration) > 5;
  judge(
    '13.8',
    moving.map(() => root),
    () => moving.some(isLong) || repeats.length > 0,
  );
  judge('13.10', heard(/^(touchmove|gesture.+|pointermove|wheel)$/));
  const downs = heard(/^(mousedown|touchstart|pointerdown)$/);
  judge('13.11', [...all('a[href], button'), ...downs], (one) => !one.matches('a, button, [role="option"]'));
  const moves = listening.filter(([type]) => type.startsWith('device'));
  judge(
    '13.12',
    moves.map(() => root),
  );
  return found;
}
