'use client';

import dynamic from 'next/dynamic';
import { persistently } from '@/components/margin/persistently';
import type { AssignmentsBeside } from './assignment-root';

const AssignmentRoot = dynamic(
  () => persistently(() => import('./assignment-root').then((module) => module.AssignmentRoot)),
  { ssr: false },
);

/** What is assigned of an article comes when its text is there. */
export const AssignmentLoader = (props: AssignmentsBeside) => <AssignmentRoot {...props} />;
