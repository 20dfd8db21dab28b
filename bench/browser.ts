import { chromium, type Browser, type Page } from '@playwright/test';
import playwright from '@/playwright.config';

export const VIEWPORT = { width: 1440, height: 1000 };

export const launchBrowser = (): Promise<Browser> => chromium.launch(playwright.use?.launchOptions);

/** Milliseconds from the navigation to the first text being painted. */
export async function firstPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        new PerformanceObserver((entries) => {
          const [paint] = entries.getEntriesByName('first-contentful-paint');
          if (paint) resolve(paint.startTime);
        }).observe({ type: 'paint', buffered: true }),
      ),
  );
}
