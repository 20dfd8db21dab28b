import { describe, expect, it } from 'vitest';
import { planRoster, type Known, type RosterOutcome } from './roster';

const known = new Map<string, Known>(
  [
    { email: 'owner@x.org', role: 'owner' as const },
    { email: 'member@x.org', role: 'member' as const },
    { email: 'stranger@x.org', role: null },
  ].map((one) => [one.email, one]),
);
const plan = (rows: readonly (readonly [string, string])[], mayLead = true, owners = 1): string[] =>
  planRoster(
    rows.map(([email, role], index) => ({ line: index + 2, email, name: null, role })),
    known,
    { mayLead, owners },
  ).map(({ outcome }) => said(outcome));
const said = (outcome: RosterOutcome): string =>
  outcome.kind === 'refuse' ? `refuse ${outcome.why}` : `${outcome.kind} ${outcome.role}`;

describe('a roster', () => {
  it('adds who has an account, invites who has none, and leaves alone who is there', () => {
    expect(
      plan([
        ['Stranger@X.org ', ''],
        ['new@x.org', ''],
        ['member@x.org', ''],
        ['owner@x.org', ''],
      ]),
    ).toEqual(['add member', 'invite member', 'keep member', 'keep owner']);
  });

  it('changes roles in whichever language, where its bringer may', () => {
    const rows = [
      ['member@x.org', '带读'],
      ['stranger@x.org', 'Student'],
      ['new@x.org', '教師'],
    ] as const;
    expect(plan(rows)).toEqual(['change instructor', 'add member', 'invite instructor']);
    expect(plan(rows, false)).toEqual(['refuse role-refused', 'add member', 'refuse role-refused']);
  });

  it('says what is wrong with a line, and takes the others', () => {
    expect(
      plan([
        ['not an address', ''],
        ['', ''],
        ['new@x.org', '班长'],
        ['stranger@x.org', ''],
        ['STRANGER@x.org', ''],
      ]),
    ).toEqual(['refuse email', 'refuse email', 'refuse role', 'add member', 'refuse twice']);
  });

  it('leaves an owner', () => {
    expect(plan([['owner@x.org', 'member']])).toEqual(['refuse last-owner']);
    expect(plan([['owner@x.org', 'member']], true, 2)).toEqual(['change member']);
  });
});
