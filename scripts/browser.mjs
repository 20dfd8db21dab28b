// @ts-check
/** A Chromium for the browser tests, and Chinese fonts for it: found, or fetched. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

const root = path.resolve(import.meta.dirname, '..');
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** @returns {string | null} CHROME_PATH, an installed one, or the one that Playwright fetched */
export function findBrowser() {
  const wanted = process.env.CHROME_PATH;
  if (wanted) {
    if (!isProgram(wanted)) throw new Error(`CHROME_PATH is "${wanted}": there is no program there.`);
    return wanted;
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const installed = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [...installed, ...PLACES, chromium.executablePath()].find(isProgram) ?? null;
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string} where it is */
export function ensureBrowser() {
  const found = findBrowser() ?? (fetchFromPlaywright(), findBrowser()) ?? (installPackages('chromium'), findBrowser());
  if (!found) throw new Error('There is no Chromium and none could be fetched: install one, or set CHROME_PATH.');
  ensureFonts();
  return found;
}

function fetchFromPlaywright() {
  console.log('Fetching a browser…');
  const command = path.join(root, 'node_modules/@playwright/test/cli.js');
  const dependencies = isDebianRoot() ? ['--with-deps'] : [];
  const MINUTES = 60_000;
  spawnSync(process.execPath, [command, 'install', ...dependencies, 'chromium'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: 10 * MINUTES,
  });
}

/** Without a Chinese font every character is a box: layouts, and screenshots, are not the real ones. */
function ensureFonts() {
  const hasChinese = () => {
    const { stdout, error } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
    // No fontconfig (macOS, Windows): such systems bring theirs.
    return error ? process.platform !== 'linux' : stdout.trim() !== '';
  };
  if (hasChinese()) return;
  installPackages('fonts-noto-cjk', 'fontconfig');
  if (!hasChinese())
    console.warn('No Chinese font is installed (fonts-noto-cjk): measures in the browser tests may differ.');
}

const isDebianRoot = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** @param {string[]} names */
function installPackages(...names) {
  if (!isDebianRoot()) return;
  console.log(`Installing ${names.join(', ')}…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...names]])
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}
