import { workerData } from 'node:worker_threads';
import { servePages } from './serve-pages.ts';

servePages(workerData.port, workerData.parts);
