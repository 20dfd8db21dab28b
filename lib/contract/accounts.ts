import { z } from 'zod';
import { FONTS, SIZES, SPELLINGS, THEMES, WIDTHS } from '@/lib/domain/reading/reading-settings';
import { SHOWN_SCRIPTS } from '@/lib/domain/script/script';
import { ROLES } from '@/lib/domain/permissions/can';
import { describeEndpoints } from './endpoint';

export const LOCALES = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email());
/** No control characters (PostgreSQL refuses U+0000) and nothing that turns the direction of the words around it. */
const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]*$/u);
/** NIST SP 800-63B: length, no composition rules. */
const passwordSchema = z.string().min(8).max(200);

export const settingsSchema = z.object({
  theme: z.enum(THEMES),
  size: z.enum(SIZES),
  width: z.enum(WIDTHS),
  font: z.enum(FONTS),
  script: z.enum(SHOWN_SCRIPTS),
  quotes: z.boolean(),
  cite: z.enum(SPELLINGS),
  glossary: z.boolean(),
  shortcuts: z.boolean(),
});

const meSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  locale: z.enum(LOCALES).nullable(),
  settings: settingsSchema,
  hasPassword: z.boolean(),
});
export type Me = z.infer<typeof meSchema>;

export const sessionSchema = z.object({
  id: z.uuid(),
  userAgent: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  current: z.boolean(),
});

export const userSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  createdAt: z.iso.datetime(),
});

const idParam = z.object({ id: z.uuid() });

export const accountEndpoints = describeEndpoints({
  'POST /api/register': {
    summary: 'Make an account and sign in',
    body: z.object({ name: nameSchema, email: emailSchema, password: passwordSchema }),
    response: meSchema,
    status: 201,
  },
  'POST /api/login': {
    summary: 'Sign in with e-mail address and password',
    body: z.object({ email: emailSchema, password: z.string().max(200) }),
    response: meSchema,
  },
  'POST /api/logout': { summary: 'Sign out of this session', response: null },
  'POST /api/setup': {
    summary: 'Make the first admin, with the one-time link of the log',
    body: z.object({ token: z.string().max(200), name: nameSchema, email: emailSchema, password: passwordSchema }),
    response: meSchema,
    status: 201,
  },
  'POST /api/reset': {
    summary: 'Set a new password, with a one-time link made by an admin; ends all other sessions',
    body: z.object({ token: z.string().max(200), password: passwordSchema }),
    response: meSchema,
  },
  'GET /api/me': {
    summary: 'Who is signed in; `me` is null for nobody',
    response: z.object({ me: meSchema.nullable() }),
  },
  'PATCH /api/me': {
    summary: 'Change name, interface language, or password (which ends all other sessions)',
    body: z
      .object({
        name: nameSchema,
        locale: z.enum(LOCALES).nullable(),
        currentPassword: z.string().max(200),
        password: passwordSchema,
      })
      .partial(),
    response: meSchema,
  },
  'DELETE /api/me': {
    summary:
      'Delete the account. Private notes go with it; what others read stays without a name or goes too, but what they answered to it stays',
    body: z.object({ notes: z.enum(['keep', 'delete']), currentPassword: z.string().max(200).optional() }),
    response: null,
  },
  'PUT /api/settings': {
    summary: 'Keep reading settings and language: in the account of those signed in, in cookies for all',
    body: settingsSchema.partial().extend({ locale: z.enum(LOCALES).nullable().optional() }),
    response: settingsSchema,
  },
  'GET /api/me/sessions': {
    summary: 'Where one is signed in',
    response: z.object({ sessions: z.array(sessionSchema) }),
  },
  'DELETE /api/me/sessions/:id': { summary: 'End one of one’s sessions', params: idParam, response: null },
  'GET /api/users': { summary: 'All accounts (admins)', response: z.object({ users: z.array(userSchema) }) },
  'PATCH /api/users/:id': {
    summary: 'Change a role (admins)',
    params: idParam,
    body: z.object({ role: z.enum(ROLES) }),
    response: userSchema,
  },
  'POST /api/users/:id/reset-link': {
    summary: 'Make a one-time link with which this person sets a new password (admins)',
    params: idParam,
    response: z.object({ url: z.string(), expires: z.iso.datetime() }),
    status: 201,
  },
});
