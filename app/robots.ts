import type { MetadataRoute } from 'next';

/** Open texts may be found; what belongs to a person need not be asked for. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: '*',
      allow: ['/', '/api/assets/'],
      disallow: ['/api/', '/notes', '/moderation', '/settings', '/admin', '/import', '/setup/', '/reset/'],
    },
  };
}
