import type { TakenAway } from '../remedies.ts';

export const NODE_OPTIONS: readonly string[];
export function buildSimulation(outDir: string, without?: TakenAway): Promise<string>;
