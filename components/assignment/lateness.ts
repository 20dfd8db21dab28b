interface Times {
  /** As instants are in answers. */
  readonly saidAt: string;
  readonly updatedAt: string;
  /** Null: whenever it comes, it is in time. */
  readonly dueAt: string | null;
}

/** Whether something was said after it was due; `changedLate`: in time, and put in other words afterwards. */
export function lateness({ saidAt, updatedAt, dueAt }: Times): {
  readonly late: boolean;
  readonly changedLate: boolean;
} {
  const isLate = (at: string): boolean => dueAt !== null && Date.parse(at) > Date.parse(dueAt);
  return { late: isLate(saidAt), changedLate: !isLate(saidAt) && isLate(updatedAt) };
}
