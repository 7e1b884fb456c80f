import { workerData } from 'node:worker_threads';
import { serveReading } from './serve-reading.ts';

serveReading(workerData.port);
