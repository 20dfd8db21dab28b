import type { Metadata, Viewport } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ClientMessages } from '@/components/ui/client-messages';
import { Fonts } from '@/components/ui/fonts';
import { OutsideReader } from '@/components/ui/outside-reader';
import { SiteBar } from '@/components/ui/site-bar';
import { currentBarViewer } from '@/lib/server/current';
import { readingSettings } from '@/lib/server/reading-settings';
import './tokens.css';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common');
  return {
    title: { default: t('brand'), template: `%s · ${t('brand')}` },
    description: t('description'),
    applicationName: t('brand'),
    referrer: 'strict-origin-when-cross-origin',
  };
}

export async function generateViewport(): Promise<Viewport> {
  const { theme } = await readingSettings();
  const [light, dark] = ['#fbf9f4', '#16171a']; // --paper of tokens.css
  if (theme !== 'system') return { themeColor: theme === 'dark' ? dark : light };
  return {
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: light },
      { media: '(prefers-color-scheme: dark)', color: dark },
    ],
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, settings, viewer] = await Promise.all([getLocale(), readingSettings(), currentBarViewer()]);
  return (
    <html
      lang={locale}
      data-theme={settings.theme}
      data-size={settings.size}
      data-width={settings.width}
      data-font={settings.font}
      data-quotes={settings.quotes ? 'on' : 'off'}
      data-cite={settings.cite}
      data-glossary={settings.glossary ? 'on' : 'off'}
      data-shortcuts={settings.shortcuts ? 'on' : 'off'}
    >
      <body>
        <ClientMessages namespaces={['common', 'ui']}>
          <OutsideReader>
            <SiteBar viewer={viewer} />
          </OutsideReader>
          <div id="content">{children}</div>
        </ClientMessages>
        <Fonts />
      </body>
    </html>
  );
}
