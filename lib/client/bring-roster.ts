import type { RosterReport } from '@/lib/contract/groups';
import type { ProblemDetails } from '@/lib/contract/problem';
import type { Result } from './api';

interface Bringing {
  /** Id of the group. */
  readonly group: string;
  readonly file: File;
  /** Only says what it would do. */
  readonly dry: boolean;
}

/** Sends a roster, a CSV file. Never throws. */
export async function bringRoster({ group, file, dry }: Bringing): Promise<Result<RosterReport>> {
  try {
    const response = await fetch(`/api/groups/${group}/roster?dryRun=${dry}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      // Read first: a file that has changed since it was chosen breaks off half-way.
      body: await file.arrayBuffer(),
    });
    const said = (await response.json()) as RosterReport | ProblemDetails;
    if (response.ok) return { ok: true, data: said as RosterReport };
    return { ok: false, status: response.status, problem: said as ProblemDetails };
  } catch {
    return { ok: false, status: 0, problem: null };
  }
}
