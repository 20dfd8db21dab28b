// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cached } from './dependencies.mjs';
import { withLock } from './lock.mjs';
import { root } from './settings.mjs';
import { run } from './supervisor.mjs';

export const NEXT = path.join(root, 'node_modules/next/dist/bin/next');

/** All that a build is made of. Not tsconfig.json, which `next build` itself rewrites. */
const INPUTS = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'prisma/schema.prisma',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.ts',
  'package-lock.json',
];
const MARK = path.join(root, '.next/made-from');

/** Builds for production, when the last build was made from something else. */
export async function ensureBuild() {
  if (isBuilt()) return;
  await withLock(cached('build.lock'), 'Another process builds', async () => {
    const inputs = hashInputs();
    if (isBuilt(inputs)) return;
    console.log('Building…');
    rmSync(MARK, { force: true });
    await run('The build', process.execPath, [NEXT, 'build'], {
      env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    });
    const derive = ['--conditions=react-server', '--import', 'tsx', path.join(root, 'scripts/derive-messages.ts')];
    // Not in production, where they would be read from the build.
    await run('Deriving the messages in Traditional Chinese', process.execPath, derive, {
      env: { NODE_ENV: 'development' },
    });
    writeFileSync(MARK, inputs);
  });
}

const isBuilt = (inputs = hashInputs()) => existsSync(MARK) && readFileSync(MARK, 'utf8') === inputs;

function hashInputs() {
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap((input) => filesOf(path.join(root, input)))) {
    hash.update(`${path.relative(root, file)}\0`);
    hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * @param {string} entry
 * @returns {string[]} in an order that does not depend on the file system
 */
function filesOf(entry) {
  if (!existsSync(entry)) return [];
  if (statSync(entry).isFile()) return /\.test\.tsx?$/.test(entry) ? [] : [entry];
  return readdirSync(entry)
    .sort()
    .flatMap((name) => filesOf(path.join(entry, name)));
}
