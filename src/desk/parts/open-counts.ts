import type { Page } from './desk-address.ts';

/** What is left to do on a page, shown on its tab; absent where it is not known. */
export type OpenCounts = Readonly<Partial<Record<Page, number>>>;
