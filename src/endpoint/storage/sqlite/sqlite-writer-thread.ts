import { workerData } from 'node:worker_threads';
import { serveWrites } from './sqlite-writer-server.ts';

serveWrites(workerData.port, workerData.parts);
