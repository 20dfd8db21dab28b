import { z } from 'zod';
import { describeEndpoints } from './endpoint';

const NOTIFICATION_KINDS = ['mention', 'reply', 'assigned', 'due-soon', 'graded', 'reminder'] as const;

const notificationSchema = z.object({
  id: z.uuid(),
  kind: z.enum(NOTIFICATION_KINDS),
  at: z.iso.datetime(),
  read: z.boolean(),
  group: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  assignment: z.object({ id: z.uuid(), title: z.string(), dueAt: z.iso.datetime().nullable() }).nullable(),
  note: z
    .object({
      id: z.uuid(),
      article: z.string().describe('Slug'),
      title: z.string().describe('Of the article'),
      author: z.string().nullable().describe('Who said it. Null: gone, or see `alias`'),
      alias: z.number().int().nullable().describe('As a note’s'),
      words: z.string().describe('The first of what was said'),
    })
    .nullable()
    .describe('Of a mention or a reply'),
});
export type NotificationView = z.infer<typeof notificationSchema>;

export const notificationEndpoints = describeEndpoints({
  'GET /api/me/notifications': {
    summary: 'What one is to know, newest first. What one may not see any more is not among it',
    query: z.object({
      cursor: z.uuid().optional().describe('As the page before gave it'),
      unread: z.stringbool().default(false).describe('Only what is not read'),
    }),
    response: z.object({
      notifications: z.array(notificationSchema),
      unread: z.number().int().describe('How many are not read, on other pages too'),
      cursor: z.uuid().nullable(),
    }),
  },
  'POST /api/me/notifications/read': {
    summary: 'Say what one has read',
    body: z.object({ ids: z.array(z.uuid()).max(200).optional().describe('Default: all') }),
    response: z.object({ unread: z.number().int() }),
  },
});
