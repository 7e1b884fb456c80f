/** The environment makes starting unsafe. The message is one line for the operator. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
