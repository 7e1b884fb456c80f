import { workerData } from 'node:worker_threads';
import { openReader } from './open-reader.ts';
import { serveExport } from './serve-export.ts';

// What runs in the thread of one export.
serveExport(workerData.port, workerData.order, openReader(workerData.source));
