import type { InterchangeReport } from '@/lib/contract/interchange';
import type { ProblemDetails } from '@/lib/contract/problem';

export type AnnotationsOutcome =
  | { readonly kind: 'imported'; readonly report: InterchangeReport }
  | { readonly kind: 'refused'; readonly problem: ProblemDetails }
  /** Nobody knows what came of it; sending it again does no harm. */
  | { readonly kind: 'lost' };

/**
 * `POST /api/articles/:slug/annotations/import`. By XMLHttpRequest: fetch does not say how much of a body has been
 * sent. Never throws.
 *
 * @param onSent share of the file that has gone up, 0…1
 */
export function importAnnotations(
  slug: string,
  form: FormData,
  onSent: (share: number) => void,
): Promise<AnnotationsOutcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 1);
    request.upload.onload = () => onSent(1);
    request.onload = () => resolve(outcomeOf(request));
    request.onerror = () => resolve({ kind: 'lost' });
    request.onabort = () => resolve({ kind: 'lost' });
    request.open('POST', `/api/articles/${encodeURIComponent(slug)}/annotations/import`);
    request.send(form);
  });
}

/** A proxy's error page says nothing. */
function outcomeOf({ responseText }: XMLHttpRequest): AnnotationsOutcome {
  try {
    const said = JSON.parse(responseText) as InterchangeReport | ProblemDetails;
    if ('anchored' in said) return { kind: 'imported', report: said };
    return 'detail' in said ? { kind: 'refused', problem: said } : { kind: 'lost' };
  } catch {
    return { kind: 'lost' };
  }
}
