import { writeFile } from 'node:fs/promises';
import { orCannotStart } from '../../endpoint/process/atomic-write.ts';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import type { Settings } from '../../endpoint/process/settings.ts';
import type { Storage } from '../../endpoint/storage/storage.ts';
import type { DoctorFinding } from '../doctor/address-findings.ts';
import { examine, surveyFindings } from '../doctor/examine.ts';
import { type CommandResult, hasDatabase, withStorage } from './command.ts';
import { type Command, FILE, WrongCommand } from './command-line.ts';

/** Looking at an installation, and at what a release would make of its data. */
export const DOCTOR_COMMANDS: Readonly<Record<string, Command>> = {
  doctor: {
    words: [{ ...FILE, isOptional: true }],
    options: { json: {}, report: {} },
    run: async ({ words: [file], flags }, settings) => {
      if (file !== undefined && !flags.has('report')) throw new WrongCommand('doctor: FILE is for --report');
      const look = async (storage?: Storage) => {
        const found = await examine(settings, storage);
        if (flags.has('json')) return JSON.stringify({ findings: found }, null, 2);
        if (!flags.has('report')) return pageOf(found);
        // Loaded here alone: what fills documents would be in the memory of every service.
        return (await import('../doctor/it-page.ts')).itPageOf(settings, storage, found);
      };
      const page = hasDatabase(settings) ? await withStorage(settings, look) : await look();
      if (file === undefined) return { says: page };
      await orCannotStart(`cannot write ${file}`, () => writeFile(file, page, { mode: 0o600, flag: 'wx' }));
      return { says: `wrote ${file}, which only this user can read` };
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
