/** Of the Battery Status API, which the DOM types leave out, and some browsers too. */
interface Battery extends EventTarget {
  readonly charging: boolean;
  /** Between 0 and 1. */
  readonly level: number;
}

export interface Charge {
  readonly percent: number;
  readonly isCharging: boolean;
}

/** Never called where the browser does not tell. Returns the way to stop. */
export function watchBattery(onChange: (charge: Charge) => void): () => void {
  const stopped = new AbortController();
  const start = async () => {
    const asks: object = navigator;
    if (!tellsBattery(asks)) return;
    const battery = await asks.getBattery();
    if (stopped.signal.aborted) return;
    const say = () => onChange({ percent: Math.round(battery.level * 100), isCharging: battery.charging });
    for (const event of ['levelchange', 'chargingchange'])
      battery.addEventListener(event, say, { signal: stopped.signal });
    say();
  };
  void start();
  return () => stopped.abort();
}

function tellsBattery(asks: object): asks is { readonly getBattery: () => Promise<Battery> } {
  return 'getBattery' in asks;
}
