import type { UserConfig } from 'vite';

/** Writes into a folder what the endpoint takes for a release (`ASSETS_DIR`): the page as it is in the sources. */
export declare function writeSourceRelease(folder: string): void;

/** Settings of Vite's server; `origin` is that of the endpoint. */
export declare function inFrontOf(origin: string): Required<Pick<UserConfig, 'server' | 'plugins'>>;
