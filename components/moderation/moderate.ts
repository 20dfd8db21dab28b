/** What readers and moderators do to a note, or to a reply to it. */
import { api, type Result } from '@/lib/client/api';

/** A note, or a reply to it. */
export interface Said {
  readonly note: string;
  /** Null: the note itself. */
  readonly reply: string | null;
}

/** @param reason null: takes it back */
export const sendFlag = ({ note, reply }: Said, reason: string | null): Promise<Result<unknown>> => {
  if (reply === null) {
    const params = { id: note };
    return reason === null
      ? api('DELETE /api/annotations/:id/flag', { params })
      : api('PUT /api/annotations/:id/flag', { params, body: { reason } });
  }
  const params = { id: note, reply };
  return reason === null
    ? api('DELETE /api/annotations/:id/replies/:reply/flag', { params })
    : api('PUT /api/annotations/:id/replies/:reply/flag', { params, body: { reason } });
};

/** @param reason null: shows it again */
export const sendHiding = ({ note, reply }: Said, reason: string | null): Promise<Result<unknown>> => {
  if (reply === null) {
    const params = { id: note };
    return reason === null
      ? api('DELETE /api/annotations/:id/hiding', { params })
      : api('PUT /api/annotations/:id/hiding', { params, body: { reason } });
  }
  const params = { id: note, reply };
  return reason === null
    ? api('DELETE /api/annotations/:id/replies/:reply/hiding', { params })
    : api('PUT /api/annotations/:id/replies/:reply/hiding', { params, body: { reason } });
};

export const settle = ({ note, reply }: Said): Promise<Result<unknown>> =>
  api('POST /api/annotations/:id/flags/settle', { params: { id: note }, body: { reply } });
