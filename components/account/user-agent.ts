/** What a `User-Agent` header says to a person: names of makers, which no language changes. */
export interface Agent {
  readonly browser: string | null;
  readonly system: string | null;
}

/** The first that fits: many pretend to be others as well, so the special ones come first. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\//, '微信'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

export const describeAgent = (userAgent: string | null): Agent => ({
  browser: BROWSERS.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1] ?? null,
  system: SYSTEMS.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1] ?? null,
});
