import path from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = {
  '@': import.meta.dirname,
  // A guard for bundlers: in Node it would only throw.
  'server-only': path.join(import.meta.dirname, 'node_modules/server-only/empty.js'),
};

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          // Laws and hostile input on a busy machine: slow is no failure.
          testTimeout: 60_000,
          include: ['{lib,components,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'database',
          include: ['{lib,scripts,prisma}/**/*.db.test.ts'],
          globalSetup: ['./lib/server/testing/database.ts'],
          // A database a file: two at a time fill two cores; more would only wait for each other.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
