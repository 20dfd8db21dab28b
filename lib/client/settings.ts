/**
 * Keeps how somebody likes to read: with the server, and until it has answered in a cookie that the next page
 * is made by. Leaving or reloading at once, or without a network, loses no choice.
 */
import { CHOICES_COOKIE, type ReadingSettings } from '@/lib/domain/reading/reading-settings';
import { api } from './api';

type Choices = Partial<ReadingSettings>;

let sending: Promise<boolean> | null = null;

/** @returns whether the server has them; what it has not goes with the next ones, or {@link keepChoices} */
export function keepSettings(change: Choices): Promise<boolean> {
  remember({ ...waiting(), ...change });
  return keepChoices();
}

/** Sends what an earlier page could not. */
export const keepChoices = (): Promise<boolean> => (sending ??= send().finally(() => (sending = null)));

async function send(): Promise<boolean> {
  for (;;) {
    const choices = waiting();
    if (Object.keys(choices).length === 0) return true;
    const answer = await api('PUT /api/settings', { body: choices, keepalive: true });
    const refused = !answer.ok && answer.status === 422; // somebody has meddled with the cookie
    if (!answer.ok && !refused) return false;
    // What was chosen meanwhile is sent next.
    if (JSON.stringify(waiting()) === JSON.stringify(choices)) remember(null);
    if (refused) return false;
  }
}

function waiting(): Choices {
  const [, written] = new RegExp(`(?:^|; )${CHOICES_COOKIE}=([^;]*)`).exec(document.cookie) ?? [];
  try {
    return JSON.parse(decodeURIComponent(written ?? '%7B%7D')) as Choices;
  } catch {
    return {};
  }
}

const remember = (choices: Choices | null): void => {
  const value = choices ? encodeURIComponent(JSON.stringify(choices)) : '; Max-Age=0';
  document.cookie = `${CHOICES_COOKIE}=${value}; Path=/; SameSite=Lax`;
};

/** Whether quotation marks follow the script on this page. */
export const quotesFollow = (): boolean => document.documentElement.dataset.quotes !== 'off';
