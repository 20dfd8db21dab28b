'use client';

import dynamic from 'next/dynamic';
import { persistently } from './persistently';

const load = () => persistently(() => import('./margin-root').then((module) => module.MarginRoot));

/** The margin comes when the text is there and can be used: nobody waits for notes before reading. */
export const MarginLoader = dynamic(load, { ssr: false });
