// Starts the clock of a Node process and of its threads at the time in CLOCK; it goes on from there. Preloaded by NODE_OPTIONS.
const Real = Date;
// A thread starts with a copy of the environment: all share one distance.
process.env.CLOCK_AHEAD ??= String(Real.parse(process.env.CLOCK) - Real.now());
const ahead = Number(process.env.CLOCK_AHEAD);

globalThis.Date = class extends Real {
  constructor(...given) {
    super(...(given.length > 0 ? given : [Real.now() + ahead]));
  }

  static now() {
    return Real.now() + ahead;
  }
};
