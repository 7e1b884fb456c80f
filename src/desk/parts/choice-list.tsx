interface ChoiceListProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChoose: (value: string) => void;
}

/** A list whose value is used at once, and that shows the value it is given. */
export function ChoiceList({ label, value, options, onChoose }: ChoiceListProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => {
        onChoose(currentTarget.value);
        // The choice may be refused, or be an act, so the list goes back to the value it was given.
        currentTarget.value = value;
      }}
    >
      {options.map(([one, text]) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </select>
  );
}
