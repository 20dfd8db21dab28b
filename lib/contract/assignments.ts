import { z } from 'zod';
import { MOST_ASKED } from '@/lib/domain/assignments/rule';
import { STANDINGS } from '@/lib/domain/assignments/standing';
import { BLOCK_KEY } from '@/lib/domain/text/block';
import { annotationSchema, bodySchema, replySchema } from './annotations';
import { shownScriptSchema, slugSchema } from './articles';
import { describeEndpoints } from './endpoint';
import { instant, title, words } from './text';

const day = instant.nullable();
const toldInstant = z.iso.datetime().nullable();
const blockKey = z.string().regex(BLOCK_KEY);

const revealSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('always') }),
    z.object({ kind: z.literal('after-own'), notes: z.number().int().min(1).max(MOST_ASKED) }),
    z.object({ kind: z.literal('from-date'), at: instant }),
  ])
  .describe(
    'What peers see of one another’s notes in the section: always, after so many of their own, or from a date on',
  );

const ruleSchema = z.object({
  mustRead: z.boolean().describe('Every block of the section'),
  minNotes: z.number().int().min(0).max(MOST_ASKED).describe('Comments and questions in it'),
  minReplies: z.number().int().min(0).max(MOST_ASKED).describe('Replies to what others said there'),
});

/** What an assignment is made of, and changed in. Without defaults: what a change leaves out stays what it is. */
const factsSchema = z.object({
  article: slugSchema,
  section: z
    .object({ first: blockKey, last: blockKey })
    .describe('Keys of its first and last block in the newest edition. A heading alone: its whole section'),
  title: title(120),
  instructions: bodySchema.nullable(),
  opensAt: day.describe('From then on members know of it; null: from now on'),
  dueAt: day.describe('What is done later is late'),
  closesAt: day.describe('What is done later does not count'),
  timeZone: z.string().max(60).describe('IANA: in which the dates are told'),
  rule: ruleSchema,
  reveal: revealSchema,
  anonymous: z.boolean().describe('Whether peers don’t learn who wrote what in it'),
});
const { instructions, opensAt, dueAt, closesAt, reveal, anonymous } = factsSchema.shape;
const inputSchema = factsSchema.extend({
  instructions: instructions.default(null),
  opensAt: opensAt.default(null),
  dueAt: dueAt.default(null),
  closesAt: closesAt.default(null),
  reveal: reveal.default({ kind: 'always' }),
  anonymous: anonymous.default(false),
});
export type AssignmentInput = z.input<typeof inputSchema>;

const itemSchema = z.object({
  what: z.enum(['read', 'notes', 'replies']),
  done: z.number().int(),
  of: z.number().int(),
  at: toldInstant.describe('When it was fulfilled'),
});

/** What one member has done: the same, to the letter, for them and for who leads the group. */
const progressSchema = z.object({
  standing: z.enum(STANDINGS),
  openedAt: toldInstant,
  read: z.number().int().describe('Blocks of the section that are read'),
  blocks: z.number().int().describe('Blocks that it has'),
  notes: z.number().int().describe('Those that count'),
  replies: z.number().int(),
  late: z.number().int().describe('Notes and replies among them that came after it was due'),
  completedAt: toldInstant,
  lastActiveAt: toldInstant,
  dueAt: toldInstant.describe('Their own, where they were given longer'),
  extended: z.boolean(),
  checklist: z.array(itemSchema),
});
export type Progress = z.infer<typeof progressSchema>;

const gradeSchema = z.object({
  grade: z.string(),
  feedback: bodySchema.nullable(),
  releasedAt: toldInstant,
  version: z.number().int().describe('0: there is none yet'),
});
export type GradeView = z.infer<typeof gradeSchema>;

const assignmentSchema = z.object({
  id: z.uuid(),
  group: z.object({ id: z.uuid(), name: z.string(), archived: z.boolean() }),
  article: z.object({
    slug: z.string(),
    title: z.string(),
    readable: z.boolean().describe('False: it was withdrawn, or is open to others now'),
    membersRead: z.boolean().describe('Whether all members of the group may read it'),
  }),
  section: z
    .object({
      first: z.object({ key: z.string(), number: z.number().int() }),
      last: z.object({ key: z.string(), number: z.number().int() }),
    })
    .nullable()
    .describe('In the newest edition. Null: nothing of it is left there'),
  title: z.string(),
  instructions: bodySchema.nullable(),
  opensAt: toldInstant,
  dueAt: toldInstant,
  closesAt: toldInstant,
  timeZone: z.string(),
  rule: ruleSchema,
  reveal: revealSchema,
  revealed: z.boolean().describe('Whether the one who asks sees their peers’ notes there'),
  anonymous: z.boolean(),
  phase: z.enum(['upcoming', 'open', 'overdue', 'closed']).describe('By the dates of the one who asks'),
  archived: z.boolean(),
  version: z.number().int(),
  may: z.array(z.enum(['lead'])).describe('Change it, see what everybody did, grade'),
  mine: progressSchema.nullable().describe('Of a member; who leads the group does not do it'),
  grade: gradeSchema.nullable().describe('Of a member, once it is released'),
});
export type AssignmentView = z.infer<typeof assignmentSchema>;

const rowSchema = progressSchema.extend({
  member: z.object({ id: z.uuid(), name: z.string() }),
  left: z.boolean().describe('Has left the group; what they did is still there'),
  grade: gradeSchema,
});
export type ProgressRow = z.infer<typeof rowSchema>;

const id = z.object({ id: z.uuid() });
const ofMember = id.extend({ member: z.uuid() });
const assignmentList = z.object({ assignments: z.array(assignmentSchema) });

export const assignmentEndpoints = describeEndpoints({
  'GET /api/groups/:id/assignments': {
    summary: 'What is assigned to a group of one’s own, what is due first; of members what has opened',
    params: id,
    query: z.object({ archived: z.stringbool().default(false).describe('Those instead that are archived') }),
    response: assignmentList,
  },
  'POST /api/groups/:id/assignments': {
    summary:
      'Assign a section (who leads the group). A section outside the article, or one that members cannot read: 422',
    params: id,
    body: inputSchema,
    response: assignmentSchema,
    status: 201,
  },
  'GET /api/me/assignments': {
    summary: 'What one has to do in all of one’s groups, what is due first; what is done or closed last',
    response: assignmentList,
  },
  'GET /api/articles/:slug/assignments': {
    summary: 'What of an article is assigned to one, or by one, and has not been archived; in the order of the text',
    params: z.object({ slug: slugSchema }),
    response: assignmentList,
  },
  'PUT /api/articles/:slug/blocks-read': {
    summary:
      'Say which blocks one has read. Kept of those only that are assigned to one and open; devices add up; sending them again changes nothing',
    params: z.object({ slug: slugSchema }),
    body: z.object({ blocks: z.array(blockKey).max(500) }),
    response: assignmentList.describe('As `GET` gives them, now'),
  },
  'GET /api/assignments/:id': {
    summary: 'One assignment, with one’s own progress',
    params: id,
    response: assignmentSchema,
  },
  'PATCH /api/assignments/:id': {
    summary: 'Change it, archive it, bring it back (who leads the group). `If-Match: "<version>"` is required',
    params: id,
    body: z.strictObject({ ...factsSchema.omit({ article: true }).shape, archived: z.boolean() }).partial(),
    response: assignmentSchema,
  },
  'POST /api/assignments/:id/copy': {
    summary:
      'The same for another group that one leads, or for this one again: its dates moved by whole days, no notes. A group’s article that one edits is shared with that group',
    params: id,
    body: z.object({ group: z.uuid(), days: z.number().int().min(-3660).max(3660).default(0) }),
    response: assignmentSchema,
    status: 201,
  },
  'POST /api/assignments/:id/opened': {
    summary: 'Say that one has opened it; the first time counts',
    params: id,
    response: assignmentSchema,
  },
  'GET /api/assignments/:id/progress': {
    summary: 'What every member did, those first who never opened it (who leads the group)',
    params: id,
    response: z.object({ assignment: assignmentSchema, rows: z.array(rowSchema) }),
  },
  'GET /api/assignments/:id/heat': {
    summary: 'Where the section was annotated, and where it was not understood, block by block (who leads the group)',
    params: id,
    query: z.object({ script: shownScriptSchema.default('source') }),
    response: z.object({
      blocks: z.array(
        z.object({
          key: z.string(),
          number: z.number().int(),
          opening: z.string().describe('Its first words, as shown'),
          notes: z.number().int(),
          questions: z.number().int().describe('Of them: 不懂'),
          unanswered: z.number().int().describe('Of those: not resolved'),
          replies: z.number().int(),
          readers: z.number().int().describe('Members who have read it'),
        }),
      ),
    }),
  },
  'GET /api/assignments/:id/members/:member': {
    summary: 'All that a member did for it, in the order of the text: who leads the group, or they themself',
    params: ofMember,
    response: z.object({
      row: rowSchema,
      notes: z.array(
        annotationSchema.extend({
          saidAt: z.iso.datetime().describe('What is late goes by this: since when it says this, here, to the group'),
        }),
      ),
      replies: z.array(z.object({ on: annotationSchema, reply: replySchema })),
    }),
  },
  'PUT /api/assignments/:id/extensions/:member': {
    summary: 'Give one member longer, or a day of their own (who leads the group)',
    params: ofMember,
    body: z.object({ dueAt: instant }),
    response: rowSchema,
  },
  'DELETE /api/assignments/:id/extensions/:member': {
    summary: 'Take it back: they have as long as the others (who leads the group)',
    params: ofMember,
    response: rowSchema,
  },
  'PUT /api/assignments/:id/grades/:member': {
    summary:
      'Private feedback and a grade (who leads the group); the member sees neither before they are released. `If-Match: "<version>"` is required, `"0"` for the first',
    params: ofMember,
    body: z.object({ grade: words(20).default(''), feedback: bodySchema.nullable().default(null) }),
    response: gradeSchema,
  },
  'POST /api/assignments/:id/grades/release': {
    summary: 'Let members see their grades and feedback, or hold them back again (who leads the group)',
    params: id,
    body: z.object({
      released: z.boolean(),
      members: z.array(z.uuid()).max(2_000).optional().describe('Default: all who have one'),
    }),
    response: z.object({ changed: z.number().int() }),
  },
  'POST /api/assignments/:id/remind': {
    summary: 'Remind, in the app, those members who never opened it; each at most once a day (who leads the group)',
    params: id,
    response: z.object({ reminded: z.number().int() }),
  },
  'GET /api/assignments/:id/export': {
    summary: 'The table as a CSV file (who leads the group)',
    params: id,
    response: null,
  },
  'GET /api/groups/:id/progress': {
    summary: 'How every member stands in everything that is assigned (who leads the group)',
    params: id,
    response: z.object({
      assignments: z.array(
        z.object({
          id: z.uuid(),
          title: z.string(),
          dueAt: toldInstant,
          upcoming: z.boolean().describe('It has not opened: nobody can have done anything yet'),
        }),
      ),
      members: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          standings: z.array(z.enum(STANDINGS)).describe('In the order of `assignments`'),
        }),
      ),
    }),
  },
});
