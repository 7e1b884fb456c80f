import Papa from 'papaparse';
import * as v from 'valibot';

/*
 * What the Data Package and Table Schema specifications ask (specs.frictionlessdata.io, "Tabular Data Package", "Tabular Data
 * Resource", "CSV Dialect" and "Table Schema", version 1), as far as our packages go: a word that is not here is refused, so that
 * what we write is written in the specification's words.
 */

const name = v.pipe(v.string(), v.regex(/^[-a-z0-9._/]+$/));
const text = v.pipe(v.string(), v.nonEmpty());

const constraints = v.strictObject({
  required: v.optional(v.boolean()),
  minimum: v.optional(v.number()),
  maximum: v.optional(v.number()),
  pattern: v.optional(v.string()),
  enum: v.optional(
    v.pipe(
      v.array(v.string()),
      v.minLength(1),
      v.checkItems((one, at, all) => all.indexOf(one) === at),
    ),
  ),
});

const field = v.strictObject({
  name: text,
  type: v.picklist(['string', 'integer', 'number', 'boolean', 'date']),
  title: v.optional(text),
  description: v.optional(text),
  constraints: v.optional(constraints),
});

const resource = v.strictObject({
  profile: v.literal('tabular-data-resource'),
  name,
  // Beside the descriptor: no absolute path, no way up.
  path: v.pipe(v.string(), v.regex(/^[^/.][^/]*\.csv$/)),
  format: v.literal('csv'),
  mediatype: v.literal('text/csv'),
  encoding: v.literal('utf-8'),
  dialect: v.strictObject({
    delimiter: v.literal(','),
    lineTerminator: v.literal('\r\n'),
    quoteChar: v.literal('"'),
    doubleQuote: v.literal(true),
    header: v.literal(true),
  }),
  schema: v.strictObject({
    fields: v.pipe(
      v.array(field),
      v.minLength(1),
      v.checkItems((one, at, all) => all.findIndex((other) => other.name === one.name) === at),
    ),
    missingValues: v.tuple([v.literal('')]),
  }),
});

const descriptor = v.strictObject({
  profile: v.literal('tabular-data-package'),
  name,
  title: text,
  description: text,
  keywords: v.optional(v.pipe(v.array(text), v.minLength(1))),
  version: v.string(),
  created: v.pipe(v.string(), v.isoTimestamp()),
  licenses: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          name: v.pipe(v.string(), v.regex(/^[-a-zA-Z0-9._]+$/)),
          title: text,
          path: v.pipe(v.string(), v.url()),
        }),
      ),
      v.minLength(1),
    ),
  ),
  sources: v.optional(v.pipe(v.array(v.strictObject({ title: text })), v.minLength(1))),
  resources: v.pipe(v.array(resource), v.minLength(1)),
});

type Field = v.InferOutput<typeof field>;
export type Value = string | number | boolean | null;
export type Rows = readonly Readonly<Record<string, Value>>[];

/** The rows of each resource by its name, each cell cast as its field says. Throws at the first that is not so. */
export function readPackage(files: Readonly<Record<string, string>>): ReadonlyMap<string, Rows> {
  const { resources } = v.parse(descriptor, JSON.parse(files['datapackage.json'] ?? ''));
  return new Map(resources.map(({ name, path, schema }) => [name, rowsOf(files[path] ?? '', schema.fields)]));
}

/** Split by a parser that is not ours. */
function rowsOf(csv: string, fields: readonly Field[]): Rows {
  const { data, errors } = Papa.parse<string[]>(csv, { delimiter: ',', newline: '\r\n', skipEmptyLines: true });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const [header = [], ...rows] = data;
  const expected = fields.map((one) => one.name);
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
