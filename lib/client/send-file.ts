import type { EditionPreview, ImportProgress } from '@/lib/contract/articles';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { ProblemDetails } from '@/lib/contract/problem';

export type Imported = ResponseOf<Endpoints['POST /api/articles']>;

/** Bytes while they go up; then what the server says. */
export type FileStep = ImportProgress | { readonly stage: 'uploading'; readonly done: number; readonly total: number };

/** What may come of a file. */
type Answer = Imported | EditionPreview;

export type FileOutcome<T extends Answer = Answer> =
  | { readonly kind: 'done'; readonly answer: T }
  | { readonly kind: 'refused'; readonly problem: ProblemDetails }
  /** Before everything was sent, nothing came of it; `sent`: the server may have gone on by itself. */
  | { readonly kind: 'lost'; readonly sent: boolean }
  | { readonly kind: 'cancelled' };

interface Sending {
  readonly form: FormData;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly onStep: (step: FileStep) => void;
  /** Stops what is still going up. What has been sent is the server's to finish. */
  readonly signal: AbortSignal;
}

/** Makes of a file an article, or the next edition of one. */
export const importFile = (sending: Sending): Promise<FileOutcome<Imported>> => send('/api/articles', sending);

/** What a file would be as the next edition of an article. */
export const previewFile =
  (slug: string) =>
  (sending: Sending): Promise<FileOutcome<EditionPreview>> =>
    send(`/api/articles/${encodeURIComponent(slug)}/revisions/preview`, sending);

/**
 * A file's way to the server, followed from the first byte sent to the last line answered. By XMLHttpRequest:
 * fetch does not say how much of a body has been sent. Never throws.
 */
function send<T extends Answer>(path: string, { form, query, onStep, signal }: Sending): Promise<FileOutcome<T>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const lines = new Lines<T>(onStep);
    let sent = false;
    request.upload.onprogress = ({ loaded, total }) => onStep({ stage: 'uploading', done: loaded, total });
    request.upload.onload = () => (sent = true);
    request.onprogress = () => lines.take(request.responseText);
    request.onload = () => {
      lines.take(`${request.responseText}\n`);
      resolve(lines.outcome ?? { kind: 'lost', sent: true });
    };
    // A connection that breaks behind the last line has said all that matters.
    request.onerror = () => resolve(lines.outcome ?? { kind: 'lost', sent });
    request.onabort = () => resolve({ kind: 'cancelled' });
    signal.addEventListener('abort', () => !sent && request.abort());
    const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
    request.open('POST', `${path}?${new URLSearchParams(given)}`);
    request.setRequestHeader('accept', 'application/x-ndjson');
    request.send(form);
  });
}

/** The lines so far. A problem that comes before there are any is one line, too. */
class Lines<T extends Answer> {
  outcome: FileOutcome<T> | null = null;
  #read = 0;

  constructor(private readonly onStep: (step: FileStep) => void) {}

  /** @param text all that has arrived; an open last line waits */
  take(text: string): void {
    for (let end = text.indexOf('\n', this.#read); end !== -1; end = text.indexOf('\n', this.#read)) {
      this.#line(text.slice(this.#read, end));
      this.#read = end + 1;
    }
  }

  #line(line: string): void {
    const said = parsed<T>(line);
    if (!said) return;
    if ('stage' in said) this.onStep(said);
    else this.outcome = 'detail' in said ? { kind: 'refused', problem: said } : { kind: 'done', answer: said };
  }
}

/** A proxy's error page says nothing. Everything that was done comes with its warnings. */
function parsed<T extends Answer>(line: string): ImportProgress | T | ProblemDetails | null {
  try {
    const value = JSON.parse(line) as ImportProgress | T | ProblemDetails;
    return 'stage' in value || 'warnings' in value || 'detail' in value ? value : null;
  } catch {
    return null;
  }
}
