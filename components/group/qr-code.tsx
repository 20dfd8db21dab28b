'use client';

import { useMemo } from 'react';
import { encode } from 'uqr';
import styles from './members.module.css';
import { qrPath } from './qr-path';

/** Modules of light around the code, that cameras find it by. */
const BORDER = 4;

/** Words as a QR code: dark on light in every theme, for cameras. */
export function QrCode({ words, label }: { words: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { size, data } = encode(words, { ecc: 'M', border: BORDER });
    return { size, path: qrPath(data) };
  }, [words]);
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}
