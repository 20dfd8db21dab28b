'use client';

import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from 'chart.js';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { HeatBlock } from './heat';
import styles from './heat.module.css';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, Tooltip);

interface Props {
  blocks: readonly HeatBlock[];
  /** Where a block is read. */
  placeOf: (block: HeatBlock) => string;
}

/** Room for one bar, in CSS pixels: below it, the chart is wider than its frame, which scrolls. */
const BAR = 16;

/** Bars of notes and of 不懂 along the section. The table says the same. */
export function HeatChart({ blocks, placeOf }: Props) {
  const t = useTranslations('teaching.progress');
  const canvas = useRef<HTMLCanvasElement>(null);
  const router = useRouter();
  const go = useEffectEvent((index: number | undefined) => {
    const block = index === undefined ? undefined : blocks[index];
    if (block) router.push(placeOf(block));
  });
  const words = useEffectEvent(() => ({ notes: t('plainNotes'), questions: t('questions') }));
  useEffect(() => {
    if (!canvas.current) return;
    const chart = draw(canvas.current, blocks, words(), (index) => go(index));
    const repaint = () => {
      Object.assign(chart.options, colouredOptions());
      chart.update('none');
    };
    // The theme is the system's, or what somebody chose on this page.
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', repaint);
    const chosen = new MutationObserver(repaint);
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      dark.removeEventListener('change', repaint);
      chosen.disconnect();
      chart.destroy();
    };
  }, [blocks]);
  return (
    <div className={styles.chartFrame} role="region" aria-label={t('heatChart')} tabIndex={0}>
      {/* Never in the server's HTML: the policy lets no style attribute through there. */}
      <div className={styles.chart} style={{ minWidth: `${blocks.length * BAR}px` }}>
        <canvas ref={canvas} role="img" aria-label={t('heatChart')} />
      </div>
    </div>
  );
}

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Whatever of the chart has a colour of the theme. */
function colouredOptions() {
  const [ink, soft, line, card] = ['--ink', '--soft', '--line', '--card'].map(colour);
  const axis = { grid: { color: line }, border: { color: line } };
  return {
    scales: {
      x: { ...axis, stacked: true, ticks: { color: soft, maxRotation: 0, autoSkipPadding: 8 } },
      y: { ...axis, stacked: true, beginAtZero: true, ticks: { color: soft, precision: 0 } },
    },
    plugins: {
      legend: { labels: { color: ink, boxWidth: 12, boxHeight: 12 }, align: 'end' as const },
      tooltip: {
        backgroundColor: card,
        titleColor: ink,
        bodyColor: ink,
        borderColor: line,
        borderWidth: 1,
        footerColor: soft,
      },
    },
  };
}

function draw(
  canvas: HTMLCanvasElement,
  blocks: readonly HeatBlock[],
  words: { readonly notes: string; readonly questions: string },
  onPress: (index: number | undefined) => void,
): Chart<'bar'> {
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  const options = colouredOptions();
  return new Chart(canvas, {
    type: 'bar',
    data: {
      labels: blocks.map(({ number }) => `¶${number}`),
      datasets: [
        {
          label: words.notes,
          data: blocks.map(({ notes, questions }) => notes - questions),
          backgroundColor: () => colour('--indigo'),
        },
        {
          label: words.questions,
          data: blocks.map(({ questions }) => questions),
          backgroundColor: () => colour('--amber-line'),
        },
      ],
    },
    options: {
      ...options,
      plugins: {
        ...options.plugins,
        tooltip: {
          ...options.plugins.tooltip,
          callbacks: { footer: ([item]) => (item ? (blocks[item.dataIndex]?.opening ?? '') : '') },
        },
      },
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      onClick: (_, [pressed]) => onPress(pressed?.index),
    },
  });
}
