/** A list is given as its dialect's `list` makes it. */
export type Value = string | number | bigint | Uint8Array | null | readonly (string | bigint)[];

/** Runs one statement, whose parameters are `$1`, `$2`…, and returns its rows. Rejects with `StorageUnavailable`. */
export type Run = <Row extends object>(statement: string, values?: readonly Value[]) => Promise<readonly Row[]>;

/** Writes what SQLite and PostgreSQL spell differently. Both understand everything else of a shared statement. */
export interface Dialect {
  readonly text: string;
  readonly integer: string;
  /** 64 bits. */
  readonly long: string;
  readonly bytes: string;
  /** Ends a table whose primary key is a number that we choose, and any other table. */
  readonly endOfNumbered: string;
  readonly endOfTable: string;
  /** 32 random hexadecimal digits. */
  readonly randomDigits: string;
  readonly hex: (bytes: string) => string;
  readonly unhex: (digits: string) => string;
  readonly xor: (one: string, other: string) => string;
  /** Whether it is in the list that is given as this parameter, made by `list`. */
  readonly isIn: (parameter: string, type: 'text' | 'long') => string;
  readonly list: (values: readonly (string | bigint)[]) => Value;
  /** Ends a selection of rows that its transaction changes: no other changes them meanwhile. */
  readonly rowLock: string;
}

export const SQLITE: Dialect = {
  text: 'TEXT',
  integer: 'INTEGER',
  long: 'INTEGER',
  bytes: 'BLOB',
  endOfNumbered: 'STRICT',
  endOfTable: 'STRICT, WITHOUT ROWID',
  randomDigits: 'lower(hex(randomblob(16)))',
  hex: (bytes) => `lower(hex(${bytes}))`,
  unhex: (digits) => `unhex(${digits})`,
  // There is no exclusive or. The difference never overflows: it is the exclusive or itself.
  xor: (one, other) => `((${one} | ${other}) - (${one} & ${other}))`,
  isIn: (parameter) => `IN (SELECT value FROM json_each(${parameter}))`,
  // JSON has no limit for the digits of a number, and SQLite reads 64 bits.
  list: (values) => `[${values.map((value) => (typeof value === 'bigint' ? value : JSON.stringify(value))).join(',')}]`,
  // There is one writer.
  rowLock: '',
};

export const POSTGRES: Dialect = {
  // Compares by bytes, whatever the database's language.
  text: 'text COLLATE "C"',
  integer: 'integer',
  long: 'bigint',
  bytes: 'bytea',
  endOfNumbered: '',
  endOfTable: '',
  randomDigits: `replace(gen_random_uuid()::text, '-', '')`,
  hex: (bytes) => `encode(${bytes}, 'hex')`,
  unhex: (digits) => `decode(${digits}, 'hex')`,
  xor: (one, other) => `(${one} # ${other})`,
  isIn: (parameter, type) => `= ANY (${parameter}::${type === 'long' ? 'bigint' : 'text'}[])`,
  // The driver writes an array's elements as they are written alone.
  list: (values) => values,
  rowLock: 'FOR UPDATE',
};
