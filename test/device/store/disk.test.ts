import { test } from 'vitest';
import { DISK_CLAIMS } from '../../contracts/disk.ts';
import { checkOnIndexedDb } from '../../contracts/disk-in-page.ts';

test.each(DISK_CLAIMS)('IndexedDB: $what', checkOnIndexedDb);
