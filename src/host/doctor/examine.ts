import { existsSync } from 'node:fs';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { columnFindings } from '../../endpoint/columns/column-files.ts';
import { EARLIEST_DAY } from '../../endpoint/process/cannot-start.ts';
import { commandsIn } from '../../endpoint/process/command-log.ts';
import { leavesSpace } from '../../endpoint/process/free-space.ts';
import { programIn, type Settings, TYPED, versionIn } from '../../endpoint/process/settings.ts';
import { hasPublished, readKeptSet, readUploadHere } from '../../endpoint/publishing/upload/kept-files.ts';
import { SCHEMA_VERSION } from '../../endpoint/storage/schema-version.ts';
import type { Storage } from '../../endpoint/storage/storage.ts';
import { dayOf, daysBetween } from '../../wire/day.ts';
import { addressFindings, type DoctorFinding, finding } from './address-findings.ts';

/** The last backup may be so many days old; the last restore that was tried, so many. */
const BACKUP_DAYS = 2;
const DRILL_DAYS = 190;

/** Examines everything that an installation depends on. `storage` is absent where there is no database yet. */
export async function examine(settings: Settings, storage: Storage | undefined): Promise<readonly DoctorFinding[]> {
  const standing = await storage?.standing();
  const found = [
    await programFinding(settings),
    ...(dayOf(new Date()) < EARLIEST_DAY
      ? [finding('clock', 'fault', 'it was never set: the service does not start')]
      : []),
    await storageFinding(settings, storage),
    ...(await addressFindings(settings, standing?.epoch)),
    ...(await diskFindings(settings)),
  ];
  if (!storage || !standing) return found;
  const { lastDay } = await commandsIn(settings.dataDir);
  found.push(backupFinding(standing.backedUpThrough), drillFinding(lastDay('restore')));
  found.push(...(await surveyFindings(storage, settings)), ...(await columnFindings(settings, storage)));
  return found;
}

async function programFinding(settings: Settings): Promise<DoctorFinding> {
  const { version, commit } = await programIn(settings);
  const says = `Baromètre ${version}, ${commit ? `commit ${commit}` : 'built outside git'}, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
  return finding('versions', Number(process.versions.node.split('.')[0]) < 22 ? 'care' : 'ok', says);
}

async function storageFinding(settings: Settings, storage: Storage | undefined): Promise<DoctorFinding> {
  if (!storage) return finding('database', 'care', 'there is none yet: the first start makes it');
  // A tarball contains a later driver than a clone, with its binaries.
  const driver = await versionIn(settings, 'node_modules/better-sqlite3/package.json');
  const kind = settings.databaseUrl === undefined ? `SQLite by better-sqlite3 ${driver}` : 'PostgreSQL';
  return finding('database', 'ok', `${kind}, schema version ${SCHEMA_VERSION}, which this program reads and writes`);
}

function backupFinding(through: string | null): DoctorFinding {
  if (through === null) return finding('backup', 'fault', `there has never been one: ${TYPED} backup FILE`);
  const days = daysBetween(through, dayOf(new Date()));
  const ago = ['today', 'yesterday'][days] ?? `${days} days ago`;
  return finding('backup', days > BACKUP_DAYS ? 'care' : 'ok', `holds everything through ${through}, ${ago}`);
}

/** A restore that was run from this data folder; one into another folder is noted there. */
function drillFinding(last: string | undefined): DoctorFinding {
  if (last === undefined) return finding('drill', 'care', 'no restore is noted here: try one into an empty folder');
  const isOld = daysBetween(last, dayOf(new Date())) > DRILL_DAYS;
  return finding('drill', isOld ? 'care' : 'ok', `the last restore was on ${last}`);
}

/** Each published survey as this program reads it: its revision and edition, or its first fault; with `settings`, a promise that they break. */
export async function surveyFindings(storage: Storage, settings?: Settings): Promise<readonly DoctorFinding[]> {
  const found: DoctorFinding[] = [];
  for (const kept of await storage.keptSurveys()) {
    if (!hasPublished(kept)) continue;
    const read = await readKeptSet(storage, readUploadHere, kept.survey, kept.published, true, kept.published);
    const about = `survey ${kept.survey}`;
    if (read.kind === 'faulty') {
      const first = read.faults.map(({ file, path, reason }) => `${file}: ${path}: ${reason}`)[0];
      found.push(finding(about, 'fault', `${kept.state}; this program cannot read ${first}`));
    } else {
      const { published, edition } = read.survey;
      found.push(finding(about, 'ok', `${kept.state}, revision ${published.current.revision}, edition ${edition.id}`));
      const promised = published.current.notice?.retention.answers;
      if (settings && promised !== undefined && promised !== settings.purgeMonths) {
        const actual = settings.purgeMonths === undefined ? 'not set' : settings.purgeMonths;
        const says = `the notice promises ${promised} months, and PURGE_MONTHS is ${actual}`;
        found.push(finding(`retention ${kept.survey}`, 'care', says));
      }
    }
  }
  return found.length > 0 ? found : [finding('surveys', 'ok', 'none is published')];
}

const FLUSHES = 20;
/** In milliseconds: a disk that takes longer receives fewer than twenty batches a second. */
const SLOW = 50;

/** Looks at the room on the disk of the data folder, and how long a flush takes. */
async function diskFindings(settings: Settings): Promise<readonly DoctorFinding[]> {
  const { dataDir } = settings;
  if (!existsSync(dataDir)) return [finding('disk', 'care', `there is no folder ${dataDir}: the first start makes it`)];
  const { bavail, bsize, blocks } = await statfs(dataDir);
  const room = `${((bavail * bsize) / 1e9).toFixed(1)} GB free, ${((100 * bavail) / blocks).toFixed(0)} %`;
  const isRoomy = await leavesSpace(settings, 0);
  const median = await medianFlush(dataDir);
  const warning = isRoomy ? '' : ': no survey is published, and soon nothing is received';
  return [
    finding('disk', isRoomy ? 'ok' : 'fault', room + warning),
    finding('fsync', median > SLOW ? 'care' : 'ok', `${median.toFixed(1)} ms, median of ${FLUSHES} flushes of 4 kB`),
  ];
}

async function medianFlush(dataDir: string): Promise<number> {
  const name = join(dataDir, `doctor-${process.pid}`);
  const file = await open(name, 'w', 0o600);
  try {
    const times: number[] = [];
    for (let turn = 0; turn < FLUSHES; turn++) {
      const begun = performance.now();
      await file.write(Buffer.alloc(4_096, turn), 0, 4_096, turn * 4_096);
      await file.sync();
      times.push(performance.now() - begun);
    }
    return times.sort((one, other) => one - other)[FLUSHES / 2] ?? 0;
  } finally {
    await file.close();
    await rm(name, { force: true });
  }
}
