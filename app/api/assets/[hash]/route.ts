import { openAsset } from '@/lib/server/assets';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';

export const GET = route('GET /api/assets/:hash', async ({ viewer, params }) => {
  const asset = await openAsset(viewer, params.hash);
  if (asset instanceof Problem) return asset;
  return new Response(asset.bytes, {
    headers: {
      'content-type': asset.mediaType,
      // The address is the content's hash. A policy and `nosniff` come from next.config.ts.
      'cache-control': 'private, max-age=31536000, immutable',
    },
  });
});
