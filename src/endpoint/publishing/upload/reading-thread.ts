import { workerData } from 'node:worker_threads';
import { runBehind } from '../../process/run-behind.ts';
import { serveReading } from './serve-reading.ts';

runBehind();
serveReading(workerData.port);
