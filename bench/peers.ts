/** What Meipi is measured against: packages of bench/package.json, installed when a bench wants them. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const MARK = path.join(import.meta.dirname, 'node_modules/.package-lock.json');

/** @throws with what to do when they cannot be installed */
export function ensurePeers(): void {
  if (existsSync(MARK)) return;
  console.error('Installing what to compare with (bench/package.json)…');
  try {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: import.meta.dirname, stdio: ['ignore', 2, 2] });
  } catch {
    throw new Error('The peers could not be installed: see above; then try `npm ci --prefix bench` by hand.');
  }
}
