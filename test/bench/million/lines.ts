import { type Line, limit, line, ms } from '../table.ts';
import type { Watched } from './watch.ts';

/** The most memory of the process, in bytes. */
const MEMORY = 512e6;
/** Milliseconds from when a post is due to its verdict, for nineteen in twenty. */
const POST = 100;
/** Milliseconds that nothing else of the process may wait for. */
const STALL = 50;

export function around(what: string, watched: Watched): readonly Line[] {
  const { p50, p95, worst, lag } = watched;
  return [
    line(`${what} took`, `${watched.seconds.toFixed(1)} s`, ''),
    line('  posts meanwhile: p50, p95, worst', `${ms(p50)}, ${ms(p95)}, ${ms(worst)}`, `p95 ${ms(POST)}`, p95 <= POST),
    limit('  longest stall of the event loop', lag, STALL),
    memory('  most memory', watched.memory),
    line('  posts not stored', String(watched.wrong), '0', watched.wrong === 0),
  ];
}

export function memory(what: string, bytes: number): Line {
  return line(what, `${(bytes / 1e6).toFixed(0)} MB`, `${MEMORY / 1e6} MB`, bytes <= MEMORY);
}
