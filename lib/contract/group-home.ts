import type { Presence } from '@/lib/domain/groups/presence';
import type { ArticleSummary } from './articles';
import type { AssignmentView } from './assignments';
import type { ResponseOf } from './endpoint';
import type { Endpoints } from './endpoints';
import type { MemberView } from './groups';

/** What a group reads, what is new in it and who is there: its home, which is rendered on the server only. */
export interface GroupHome {
  /** `unread`: threads of the group’s layer, of those that the library counts. */
  readonly articles: readonly { readonly article: ArticleSummary; readonly unread: number }[];
  readonly assigned: readonly AssignmentView[];
  /** Notes of the group's layer, where something was said last first. */
  readonly newest: ResponseOf<Endpoints['GET /api/me/annotations']>['annotations'];
  readonly present: Readonly<Record<Presence, readonly MemberView[]>>;
}
