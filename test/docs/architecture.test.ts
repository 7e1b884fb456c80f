import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { HOUSE_LINES } from '../ceilings.ts';

it('the architecture shows each house with its ceiling', async () => {
  const text = readFileSync('docs/architecture.md', 'utf8');
  const shown: string[] = [];
  const filled = text.replaceAll(
    /^(\| (`(?:src\/)?(\w+)`|files in `src`[^|]*) \|.*\| )[\d ]*\|$/gm,
    (row, start, _, house = '.') => {
      const most = HOUSE_LINES[house];
      if (most === undefined) return row;
      shown.push(house);
      return `${start}${most.toLocaleString('en').replaceAll(',', ' ')} |`;
    },
  );
  expect(shown.sort()).toEqual(Object.keys(HOUSE_LINES).sort());
  await expect(filled).toMatchFileSnapshot('../../docs/architecture.md');
});
