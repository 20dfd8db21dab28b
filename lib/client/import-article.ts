import type { ImportProgress } from '@/lib/contract/articles';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { ProblemDetails } from '@/lib/contract/problem';

export type Imported = ResponseOf<Endpoints['POST /api/articles']>;

/** Bytes while they go up; then what the server says. */
export type ImportStep =
  ImportProgress | { readonly stage: 'uploading'; readonly done: number; readonly total: number };

export type ImportOutcome =
  | { readonly kind: 'imported'; readonly imported: Imported }
  | { readonly kind: 'refused'; readonly problem: ProblemDetails }
  /** Before everything was sent, nothing came of it; `sent`: the server may have gone on by itself. */
  | { readonly kind: 'lost'; readonly sent: boolean }
  | { readonly kind: 'cancelled' };

interface Sending {
  readonly form: FormData;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly onStep: (step: ImportStep) => void;
  /** Stops what is still going up. What has been sent is the server's to finish. */
  readonly signal: AbortSignal;
}

/**
 * `POST /api/articles`, followed from the first byte sent to the last line answered. By XMLHttpRequest:
 * fetch does not say how much of a body has been sent. Never throws.
 */
export function importArticle({ form, query, onStep, signal }: Sending): Promise<ImportOutcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const answer = new Answer(onStep);
    let sent = false;
    request.upload.onprogress = ({ loaded, total }) => onStep({ stage: 'uploading', done: loaded, total });
    request.upload.onload = () => (sent = true);
    request.onprogress = () => answer.take(request.responseText);
    request.onload = () => {
      answer.take(`${request.responseText}\n`);
      resolve(answer.outcome ?? { kind: 'lost', sent: true });
    };
    // A connection that breaks behind the last line has said all that matters.
    request.onerror = () => resolve(answer.outcome ?? { kind: 'lost', sent });
    request.onabort = () => resolve({ kind: 'cancelled' });
    signal.addEventListener('abort', () => !sent && request.abort());
    const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
    request.open('POST', `/api/articles?${new URLSearchParams(given)}`);
    request.setRequestHeader('accept', 'application/x-ndjson');
    request.send(form);
  });
}

/** The lines so far. A problem that comes before there are any is one line, too. */
class Answer {
  outcome: ImportOutcome | null = null;
  #read = 0;

  constructor(private readonly onStep: (step: ImportStep) => void) {}

  /** @param text all that has arrived; an open last line waits */
  take(text: string): void {
    for (let end = text.indexOf('\n', this.#read); end !== -1; end = text.indexOf('\n', this.#read)) {
      this.#line(text.slice(this.#read, end));
      this.#read = end + 1;
    }
  }

  #line(line: string): void {
    const said = parsed(line);
    if (!said) return;
    if ('stage' in said) this.onStep(said);
    else this.outcome = 'article' in said ? { kind: 'imported', imported: said } : { kind: 'refused', problem: said };
  }
}

/** A proxy's error page says nothing. */
function parsed(line: string): ImportProgress | Imported | ProblemDetails | null {
  try {
    const value = JSON.parse(line) as ImportProgress | Imported | ProblemDetails;
    return 'stage' in value || 'article' in value || 'detail' in value ? value : null;
  } catch {
    return null;
  }
}
