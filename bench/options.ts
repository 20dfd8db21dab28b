export interface BenchOptions {
  /** Whether what takes minutes is measured too. */
  readonly long: boolean;
}
