import styles from './results.module.css';

interface SwitchProps<Id extends string> {
  readonly name: string;
  readonly legend: string;
  readonly choices: readonly { readonly id: Id; readonly name: string }[];
  readonly chosen: Id;
  readonly onChange: (id: Id) => void;
}

/** Tabs, which a screen reader has as radio buttons. */
export function Switch<Id extends string>({ name, legend, choices, chosen, onChange }: SwitchProps<Id>) {
  return (
    <fieldset class={styles.switch}>
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.id}>
          <input type="radio" name={name} checked={chosen === choice.id} onChange={() => onChange(choice.id)} />
          {choice.name}
        </label>
      ))}
    </fieldset>
  );
}
