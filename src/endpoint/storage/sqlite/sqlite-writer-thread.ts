import { workerData } from 'node:worker_threads';
import { serveWrites } from './sqlite-writer-server.ts';

// What runs in the writer's thread.
serveWrites(workerData.port, workerData.file);
