interface ColumnHeadsProps {
  readonly first: string;
  readonly numbers: readonly string[];
}

/** The head of a table: one column of names, then columns of numbers. */
export function ColumnHeads({ first, numbers }: ColumnHeadsProps) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {numbers.map((label) => (
          <th key={label} scope="col" class="number">
            {label}
          </th>
        ))}
      </tr>
    </thead>
  );
}
