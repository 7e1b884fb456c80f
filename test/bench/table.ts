import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Line {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
  /** Left out where nothing was promised. */
  readonly within?: boolean;
  /** Processes that ran or waited to run on this machine, over the minute before: times with a high load say little. */
  readonly load?: number;
}

export function line(what: string, measured: string, budget: string, within?: boolean): Line {
  return { what, measured, budget, load: loadavg()[0] ?? 0, ...(within === undefined ? {} : { within }) };
}

/** A time that must not pass its budget. */
export function limit(what: string, measured: number, budget: number, prefix = ''): Line {
  return line(what, ms(measured), `${prefix}${ms(budget)}`, measured <= budget);
}

export function printTable(title: string, lines: readonly Line[]): void {
  const rows: Line[] = [{ what: title, measured: 'measured', budget: 'budget' }, ...lines];
  const width = (key: 'what' | 'measured' | 'budget') => Math.max(...rows.map((row) => row[key].length));
  process.stdout.write('\n');
  for (const { what, measured, budget, within, load } of rows) {
    const mark = within === undefined ? '' : within ? 'met' : 'missed';
    const cells = [
      what.padEnd(width('what')),
      measured.padStart(width('measured')),
      budget.padEnd(width('budget')),
      mark.padEnd(6),
      load === undefined ? '' : `load ${load.toFixed(1)}`,
    ];
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`);
  }
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The nearest of the values; NaN when there is none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

export function times(value: number): string {
  return `${value.toFixed(2)}×`;
}

/** A folder that is gone when the program ends. */
export function benchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'barometre-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
