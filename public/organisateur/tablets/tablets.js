// Fills both pages about tablets with what the laptop says of itself, and proves on a tablet that the encrypted connection works.
const FACTS = '/organisateur/tablets/facts';
/** How long an origin may take to answer, and how long the page waits before it asks again, in milliseconds. */
const PATIENCE = 5_000;
const PAUSE = 3_000;
const DAY = 86_400_000;
const isAccepting = document.body.dataset.page === 'accept';

for (const steps of document.querySelectorAll('details[data-agent]'))
  steps.open = new RegExp(steps.dataset.agent).test(navigator.userAgent);
look();

async function look() {
  const laptop = await ask('');
  const outcomes = laptop ? (isAccepting ? await outcomesOf(laptop) : statesOf(laptop)) : ['silent'];
  if (laptop) fill(laptop);
  for (const part of document.querySelectorAll('[data-outcome]'))
    part.hidden = !outcomes.includes(part.dataset.outcome);
  setTimeout(look, PAUSE);
}

/** Returns what an origin says of itself; nothing where no origin answers, or where this device does not accept its certificate. */
async function ask(origin) {
  const patience = new AbortController();
  setTimeout(() => patience.abort(), PATIENCE);
  try {
    const response = await fetch(origin + FACTS, { signal: patience.signal, cache: 'no-store' });
    return await response.json();
  } catch {
    return undefined;
  }
}

/**
 * Tries each origin until one answers as this laptop does. A failed request does not say why, so the name is asked once more without
 * encryption: who answers it then is another laptop, or this one, whose certificate is not accepted or not valid at this device's time.
 */
async function outcomesOf(laptop) {
  const isSame = (answer) => answer?.fingerprint === laptop.fingerprint;
  const [first = ''] = laptop.origins;
  const named = first.includes('.local:')
    ? ((await ask(first)) ?? (await ask(first.replace('https', 'http'))))
    : undefined;
  const others = named && !isSame(named) ? ['other'] : [];
  for (const origin of laptop.origins) {
    if (!isSame(await ask(origin))) continue;
    document.querySelector('[data-open]').href = origin;
    show('opens', new URL(origin).host);
    return ['works', ...others, ...(origin === first ? [] : ['by-address'])];
  }
  const days = Math.round(Math.abs(Date.parse(laptop.now) - Date.now()) / DAY);
  show('days', days);
  return [days > 0 ? 'clock' : 'not-accepted', ...others];
}

function statesOf({ machine, madeOn, origins, opened }) {
  return [
    ...(origins.length === 0 ? ['no-address'] : ['addresses']),
    ...(origins[0]?.includes('.local:') ? [] : ['no-name']),
    ...(opened === 0 ? ['none-opened'] : []),
    ...(machine === madeOn ? [] : ['copied']),
  ];
}

function fill({ code, until, origins, ...texts }) {
  for (const [name, text] of Object.entries(texts)) show(name, text);
  const { lang } = document.documentElement;
  const day = new Date(until).toLocaleDateString(lang, { dateStyle: 'long' });
  show('until', lang === 'fr' ? day.replace(/^1 /, '1er ') : day);
  show('name', origins[0] && new URL(origins[0]).hostname);
  show('origins', origins.join('  ·  '));
  const drawing = document.querySelector('.code');
  if (!drawing) return;
  drawing.setAttribute('viewBox', `0 0 ${code.size} ${code.size}`);
  drawing.querySelector('path').setAttribute('d', code.path);
}

function show(name, text) {
  for (const part of document.querySelectorAll(`[data-show="${name}"]`)) part.textContent = text ?? '';
}
