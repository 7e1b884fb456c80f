import { drainInWorker } from '../../src/device/drain-in-worker.ts';

// Nobody answers at this address: what waits goes on waiting.
drainInWorker('/nobody').then(
  (isEmpty) => postMessage({ isEmpty }),
  (error: unknown) => postMessage({ error: String(error) }),
);
