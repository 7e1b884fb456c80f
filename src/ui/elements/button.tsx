import type { ComponentChildren, ComponentProps } from 'preact';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'label' | 'children'> {
  readonly label: ComponentChildren;
}

/** A button that submits nothing and looks like most others, unless it is given another `type` or `class`. */
export function Button({ label, ...others }: ButtonProps) {
  return (
    <button type="button" class="secondary" {...others}>
      {label}
    </button>
  );
}
