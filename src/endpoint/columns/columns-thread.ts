import { workerData } from 'node:worker_threads';
import { serveColumns } from './serve-columns.ts';

// What runs in the thread that counts.
serveColumns(workerData.port, workerData.parts);
