import { drainInWorker } from '../../src/device/drain-in-worker.ts';

// No server is at this address, so everything goes on waiting.
drainInWorker('/no-server').then(
  (isEmpty) => postMessage({ isEmpty }),
  (error: unknown) => postMessage({ error: String(error) }),
);
