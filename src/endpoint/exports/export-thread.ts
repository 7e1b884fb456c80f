import { workerData } from 'node:worker_threads';
import { openReader } from '../storage/open-storage.ts';
import { type ExportJob, serveExport } from './serve-export.ts';

const { order, source } = workerData.parts as ExportJob;
serveExport(workerData.port, order, openReader(source));
