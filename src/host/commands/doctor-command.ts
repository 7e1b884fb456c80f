import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import type { Settings } from '../../endpoint/process/settings.ts';
import type { DoctorFinding } from '../doctor/address-findings.ts';
import { examine, surveyFindings } from '../doctor/examine.ts';
import { type CommandResult, hasDatabase, withStorage } from './command.ts';
import type { Command } from './command-line.ts';

/** Looking at an installation, and at what a release would make of its data. */
export const DOCTOR_COMMANDS: Readonly<Record<string, Command>> = {
  doctor: {
    options: { json: {} },
    run: async ({ flags }, settings) => {
      const found = hasDatabase(settings)
        ? await withStorage(settings, (storage) => examine(settings, storage))
        : await examine(settings, undefined);
      return { says: flags.has('json') ? JSON.stringify({ findings: found }, null, 2) : pageOf(found) };
    },
  },
  upgrade: {
    options: { check: { isRequired: true } },
    run: (_, settings) => checkUpgrade(settings),
  },
};

/** A newer database has stopped the command already, with the words of a start. */
async function checkUpgrade(settings: Settings): Promise<CommandResult> {
  const found = await withStorage(settings, surveyFindings);
  const faulty = found.filter(({ state }) => state === 'fault');
  if (faulty.length > 0) throw new CannotStart(`this release does not read everything:\n${pageOf(faulty)}`);
  return { says: `${pageOf(found)}\nthis release reads all of it: stop the old one, start this one` };
}

const MARKS = { ok: 'ok   ', care: 'care ', fault: 'FAULT' } as const;

function pageOf(found: readonly DoctorFinding[]): string {
  return found.map(({ about, state, says }) => `${MARKS[state]}  ${about}: ${says}`).join('\n');
}
