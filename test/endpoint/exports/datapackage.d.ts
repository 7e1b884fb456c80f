// The part of the Open Knowledge Foundation's library that the tests use; it has no types of its own.
declare module 'datapackage' {
  export interface Resource {
    readonly errors: readonly Error[];
    read(options: { keyed: true; cast: true }): Promise<readonly Record<string, unknown>[]>;
  }
  export class Package {
    static load(descriptor: string, options: { basePath: string; strict: boolean }): Promise<Package>;
    readonly valid: boolean;
    readonly errors: readonly Error[];
    getResource(name: string): Resource;
  }
}
