/** Something in the surroundings makes starting unsafe. The message is one line for whoever runs the endpoint. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
