import type { MetadataRoute } from 'next';
import { getTranslations } from 'next-intl/server';

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await getTranslations('common');
  return {
    name: t('brand'),
    short_name: t('brand'),
    description: t('description'),
    start_url: '/',
    display: 'minimal-ui',
    background_color: '#fbf9f4', // --paper of tokens.css
    theme_color: '#b23a2b', // --zhu
    icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
  };
}
