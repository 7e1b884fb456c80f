/** Changes with everything that the build reads: files, and the Node that the driver was compiled for. */
export function fingerprint(): string;
/** Returns the commit of a clone, with `-modified` where what the build reads differs from it; `null` outside git. */
export function commitHere(): string | null;
