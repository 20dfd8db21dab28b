import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser.mjs';

const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // One app a worker: more of them than cores only wait for each other.
  workers: process.env.E2E_BASE_URL ? 1 : 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // A journey that passes only the second time is reported as flaky.
  retries: process.env.CI ? 2 : 0,
  // For a busy machine: what is slow has not failed.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['line']],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    baseURL: process.env.E2E_BASE_URL,
    // Costs a fifth of the time (measured): only where something has failed already, or somebody looks.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: {
      executablePath: findBrowser() ?? undefined,
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
      ],
    },
  },
});
