import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

/** On every answer. The pages' Content-Security-Policy carries a nonce, so proxy.ts makes it. */
const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];
/** Data, images, files: nothing in them may run, wherever they are opened. */
const API_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['@node-rs/argon2', 'pg', '@prisma/adapter-pg'],
  outputFileTracingRoot: import.meta.dirname,
  turbopack: {
    root: import.meta.dirname,
    // Pages get their messages compiled (lib/server/i18n.ts): 9 kB of parser less in every browser.
    resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' },
  },
  // Not a route of its own: switching script in place changes the address, never the page (decision 0011).
  rewrites: async () => [{ source: '/read/:slug/:script', destination: '/read/:slug?script=:script' }],
  headers: async () => [
    { source: '/:path*', headers: SECURITY_HEADERS },
    { source: '/api/:path*', headers: [{ key: 'Content-Security-Policy', value: API_POLICY }] },
  ],
  typescript: { ignoreBuildErrors: true }, // `npm test` checks types, once
};

export default createNextIntlPlugin('./lib/server/intl.ts')(config);
