'use client';

import dynamic from 'next/dynamic';
import { persistently } from '@/components/margin/persistently';

/** The form, with all that it brings: the editor, the time zones. */
export const AssignmentFormPage = dynamic(
  () => persistently(() => import('./assignment-form').then((module) => module.AssignmentForm)),
  { ssr: false },
);
