// What the worker uses of workerd.

declare module "cloudflare:workers" {
  interface Rows {
    toArray(): Record<string, string | number | null>[];
  }

  interface Storage {
    readonly sql: { exec(query: string, ...values: readonly (string | number | null)[]): Rows };
    transactionSync<Result>(work: () => Result): Result;
  }

  export class DurableObject {
    constructor(ctx: { readonly storage: Storage }, env: unknown);
    protected readonly ctx: { readonly storage: Storage };
  }
}
