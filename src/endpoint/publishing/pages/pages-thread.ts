import { workerData } from 'node:worker_threads';
import { runBehind } from '../../process/run-behind.ts';
import { servePages } from './serve-pages.ts';

runBehind();
servePages(workerData.port, workerData.parts);
