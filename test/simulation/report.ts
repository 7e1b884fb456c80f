import { DEVICE_WORDS, isOfEndpoint } from './event-words.ts';
import { RIGHT } from './invariant-words.ts';
import { fateOf, readableLines } from './log-words.ts';
import type { Plan } from './plan.ts';
import type { Shrunk } from './shrink.ts';

/** More would be too long a list to read. */
const MOST_FATES = 3;

/** For a person who was not there: what broke, all that happened until then, what would have been right, and what became of it. */
export function report({ plan, outcome }: Shrunk): string {
  const { seed, acts, blows } = plan;
  const { invariant, detail } = outcome;
  const [found = ''] = detail.split('\n');
  const lines = outcome.lines();
  const names = [...new Set(found.match(/\b\d{4}\b/g))].slice(0, MOST_FATES);
  const right = RIGHT[invariant];
  return [
    `Seed ${seed}: expected: ${invariant}; found: ${found}`,
    ...settingOf(plan).map((words) => `  ${words}`),
    '',
    'Each line says after how long something happened, where (phone1/2 is the second page of phone1), and what.',
    '"sees" is what a page shows to its person, "·" what a page or worker has just written on its device; a copy is outside the database.',
    '0012.3 is the third envelope of response 0012.',
    `${counted(blows.length, 'injected event')}, with "!"`,
    `${counted(acts.length, 'act')} of people, with ">"`,
    '',
    ...readableLines(lines, { invariant, names }, quietOf(plan, detail)).map((line) => `  ${line}`),
    '',
    ...(right === undefined ? [] : [`What would be right: ${right}`]),
    ...names.flatMap((name) => [
      `What became of ${name}:`,
      ...fateOf(lines, { invariant, names }, name).map((words) => `  ${words}`),
    ]),
  ].join('\n');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** What a reader has to know of the world, where it is not the usual one. */
function settingOf({ devices, begins = 'at noon', endpoints, isImpatient }: Plan): readonly string[] {
  const { processes = 1, database = 'sqlite' } = endpoints ?? {};
  return [
    devices.map((kind, place) => `${kind}${place + 1} is ${DEVICE_WORDS[kind]}`).join(', '),
    ...(begins === 'at noon' ? [] : [`the world begins ${begins}`]),
    ...(processes === 1 ? [] : [`the endpoint has ${processes} processes`]),
    ...(database === 'sqlite' ? [] : [`the endpoint has a ${database} database`]),
    ...(isImpatient ? ['the pages of shared tablets do not wait until the database is open'] : []),
  ];
}

/** Devices that nothing befalls, on which no person does anything, and of which the failure does not speak. */
function quietOf({ devices, acts, blows }: Plan, detail: string): readonly string[] {
  const planned = [...acts, ...blows.filter(({ what }) => !isOfEndpoint(what))];
  const used = planned.flatMap(({ device, what }) => ('other' in what ? [device, what.other] : [device]));
  return devices
    .map((kind, place) => ({ name: `${kind}${place + 1}`, place }))
    .filter(({ name, place }) => !used.includes(place) && !detail.includes(name))
    .map(({ name }) => name);
}
