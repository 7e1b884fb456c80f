import { readFile } from 'node:fs/promises';
import { sentAs } from '../../endpoint/intake/read-answers.ts';
import { takeIn } from '../../endpoint/intake/take-in.ts';
import { createLifecycles } from '../../endpoint/lifecycle/lifecycles.ts';
import { orCannotStart } from '../../endpoint/process/atomic-write.ts';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import type { Settings } from '../../endpoint/process/settings.ts';
import { lastPublication } from '../../endpoint/results/kept-publications.ts';
import { openerOf, provenKeys } from '../../endpoint/sealed/opener.ts';
import { dayOf } from '../../wire/day.ts';
import type { Problem } from '../../wire/problem.ts';
import { inBatches, readRescue } from '../../wire/rescue-file.ts';
import type { Verdict } from '../../wire/verdict.ts';
import { type CommandResult, requireDatabase, withIntake } from './command.ts';
import { type Command, FILE } from './command-line.ts';
import TEXTS from './texts.json' with { type: 'json' };

/** Receives the rescue file of a device that could not send, under the usual rules. */
export const RESCUE_COMMAND: Command = {
  words: [FILE],
  run: ({ words: [file = ''] }, settings) => rescueFrom(file, settings),
};

async function rescueFrom(file: string, settings: Settings): Promise<CommandResult> {
  const rescue = readRescue(await orCannotStart(`cannot read ${file}`, () => readFile(file, 'utf8')));
  if (rescue.kind === 'newer') throw new CannotStart(`${file} was made by a later release: use the newer program`);
  if (rescue.kind === 'foreign') throw new CannotStart(`${file} is no rescue file of this version, or unreadable`);
  const today = dayOf(new Date());
  requireDatabase(settings);
  const verdicts = await withIntake(settings, async ({ storage, surveys }) => {
    const open = openerOf(await provenKeys(settings, surveys, today));
    const last = (survey: string) => lastPublication(storage, survey);
    const { closings } = createLifecycles({ storage, surveys, today: () => today, last });
    const given: Verdict[] = [];
    for (const batch of inBatches(rescue.envelopes)) {
      const envelopes = batch.map(({ body }) => sentAs(JSON.parse(body)));
      given.push(...(await takeIn(envelopes, { storage, surveys, open, closings }, today)));
    }
    return given;
  });
  const counts = countsOf(verdicts);
  return {
    says: linesFor(counts, rescue.damaged).join('\n'),
    record: { use: 'rescue', responses: counts.get('stored') ?? 0 },
  };
}

type VerdictName = Exclude<Verdict['verdict'], 'refused'> | Problem;

function countsOf(verdicts: readonly Verdict[]): ReadonlyMap<VerdictName, number> {
  const counts = new Map<VerdictName, number>();
  for (const { verdict, problem } of verdicts) {
    const name = verdict === 'refused' ? (problem ?? 'envelope.invalid') : verdict;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

const VERDICTS: Readonly<Partial<Record<VerdictName, string>>> = TEXTS.verdicts;

function linesFor(counts: ReadonlyMap<VerdictName, number>, damaged: number): readonly string[] {
  const lines = [...counts].map(([name, count]) => `${count} ${VERDICTS[name] ?? `refused: ${name}`}`);
  if (damaged > 0) lines.push(`${damaged} damaged: the device that made the file keeps them, ask it for another`);
  return lines.length > 0 ? lines : ['the file holds no response'];
}
