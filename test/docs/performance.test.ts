import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { peerTable } from '../bench/peers/peer-table.ts';

it('the table of other tools is the one of each machine’s figures', () => {
  const files = readdirSync('docs/performance').filter((name) => name.endsWith('.json'));
  expect(files.length).toBeGreaterThan(0);
  const text = readFileSync('docs/performance/peers.md', 'utf8');
  for (const file of files) {
    const report = JSON.parse(readFileSync(`docs/performance/${file}`, 'utf8'));
    expect(text).toContain(`(${file})`);
    expect(text).toContain(peerTable(report));
  }
});
