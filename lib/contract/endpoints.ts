/** The one door: every endpoint there is. Path parameters are written `:name`. */
import { accountEndpoints } from './accounts';
import { annotationEndpoints } from './annotations';
import { articleEndpoints } from './articles';
import { assignmentEndpoints } from './assignments';
import { eventEndpoints } from './events';
import { groupEndpoints } from './groups';
import { interchangeEndpoints } from './interchange';
import { moderationEndpoints } from './moderation';
import { notificationEndpoints } from './notifications';
import { scriptEndpoints } from './scripts';
import { searchEndpoints } from './search';
import { termEndpoints } from './terms';
import { threadEndpoints } from './threads';
import { unreadEndpoints } from './unread';

export const endpoints = {
  ...accountEndpoints,
  ...articleEndpoints,
  ...scriptEndpoints,
  ...annotationEndpoints,
  ...interchangeEndpoints,
  ...searchEndpoints,
  ...threadEndpoints,
  ...termEndpoints,
  ...groupEndpoints,
  ...assignmentEndpoints,
  ...notificationEndpoints,
  ...eventEndpoints,
  ...unreadEndpoints,
  ...moderationEndpoints,
} as const;

export type Endpoints = typeof endpoints;
export type EndpointKey = keyof Endpoints;
