/** Changes with everything that the build reads: files, and the Node that the driver was compiled for. */
export function fingerprint(): string;
