import { workerData } from 'node:worker_threads';
import { serveColumns } from './serve-columns.ts';

serveColumns(workerData.port, workerData.parts);
