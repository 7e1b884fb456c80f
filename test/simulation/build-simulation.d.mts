import type { TakenAway } from '../remedies.ts';

export function buildSimulation(outDir: string, without?: TakenAway): Promise<string>;
