import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import Papa from 'papaparse';
import * as v from 'valibot';

interface Field {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  readonly constraints?: {
    readonly required?: boolean;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly pattern?: string;
    readonly enum?: readonly string[];
  };
}

interface Descriptor {
  readonly resources: readonly {
    readonly name: string;
    readonly path: string;
    readonly schema: { readonly fields: readonly Field[] };
  }[];
}

const ajv = new Ajv();
const isDescriptor = ajv.compile<Descriptor>(
  JSON.parse(readFileSync('test/fixtures/data-package-schema.json', 'utf8')),
);

export type Value = string | number | boolean | null;
export type Rows = readonly Readonly<Record<string, Value>>[];

/** The rows of each resource by its name, each cell cast as its field says. Throws at the first that is not so. */
export function readPackage(files: Readonly<Record<string, string>>): ReadonlyMap<string, Rows> {
  const descriptor: unknown = JSON.parse(files['datapackage.json'] ?? '');
  if (!isDescriptor(descriptor)) throw new Error(ajv.errorsText(isDescriptor.errors));
  return new Map(
    descriptor.resources.map(({ name, path, schema }) => [name, rowsOf(files[path] ?? '', schema.fields)]),
  );
}

/** Split by a parser that is not ours. */
function rowsOf(csv: string, fields: readonly Field[]): Rows {
  const { data, errors } = Papa.parse<string[]>(csv, { delimiter: ',', newline: '\r\n', skipEmptyLines: true });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const [header = [], ...rows] = data;
  const expected = fields.map((one) => one.name);
  if (new Set(expected).size < expected.length) throw new Error(`a field of ${expected} is there twice`);
  if (JSON.stringify(header) !== JSON.stringify(expected)) throw new Error(`${header} is not ${expected}`);
  return rows.map((row) => {
    if (row.length !== fields.length) throw new Error(`${row.length} cells for ${fields.length} fields`);
    return Object.fromEntries(fields.map((one, index) => [one.name, cellOf(row[index] ?? '', one)]));
  });
}

function cellOf(written: string, { name, type, constraints = {} }: Field): Value {
  if (written === '') {
    if (constraints.required) throw new Error(`${name} is missing`);
    return null;
  }
  const value = cast(written, type);
  const { minimum, maximum, pattern, enum: allowed } = constraints;
  const isAllowed =
    value !== undefined &&
    (minimum === undefined || Number(value) >= minimum) &&
    (maximum === undefined || Number(value) <= maximum) &&
    (pattern === undefined || new RegExp(`^(?:${pattern})$`).test(written)) &&
    (allowed === undefined || allowed.includes(written));
  if (!isAllowed) throw new Error(`${name}: ${JSON.stringify(written)} is no ${type} that its constraints allow`);
  return value;
}

/** In the default format of each type. */
function cast(written: string, type: Field['type']): Value | undefined {
  switch (type) {
    case 'string':
      return written;
    case 'integer':
      return /^[-+]?\d+$/.test(written) ? Number(written) : undefined;
    case 'number':
      return /^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(written) ? Number(written) : undefined;
    case 'boolean':
      if (['true', 'True', 'TRUE', '1'].includes(written)) return true;
      return ['false', 'False', 'FALSE', '0'].includes(written) ? false : undefined;
    case 'date':
      return v.is(v.pipe(v.string(), v.isoDate()), written) ? written : undefined;
  }
}
