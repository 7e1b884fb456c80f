import { createHash } from 'node:crypto';

const RESERVED = new Set('ALL AND BY EQ GE GT LE LT NE NOT OR TO WITH'.split(' '));
const LONGEST = 64;

/**
 * Names that SPSS takes, for ids: hyphens become underscores, and `q_` comes before what may not begin a name. One that is too
 * long, or that another id has already (capitals do not count), ends with eight digits made from its id.
 * The same ids in the same order have the same names.
 */
export function spssNames(): (id: string) => string {
  const taken = new Set<string>();
  return (id) => {
    const plain = id.replaceAll(/[^A-Za-z0-9]/g, '_');
    const name = /^[A-Za-z]/.test(plain) && !RESERVED.has(plain.toUpperCase()) ? plain : `q_${plain}`;
    const digits = createHash('sha256').update(id).digest('hex').slice(0, 8);
    const free = [name, `${name.slice(0, LONGEST - 9)}_${digits}`].find(
      (one) => one.length <= LONGEST && !taken.has(one.toUpperCase()),
    );
    if (free === undefined) throw new Error(`no name is left for ${id}`);
    taken.add(free.toUpperCase());
    return free;
  };
}
