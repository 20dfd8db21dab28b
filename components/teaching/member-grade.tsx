'use client';

import dynamic from 'next/dynamic';
import { persistently } from '@/components/margin/persistently';
import type { GradeFormProps } from './grade-form';

const GradeForm = dynamic(() => persistently(() => import('./grade-form').then((module) => module.GradeForm)), {
  ssr: false,
});

/** The form of feedback and grade, on a page of one member. */
export const MemberGrade = (props: Omit<GradeFormProps, 'onChanged'>) => (
  <GradeForm {...props} onChanged={() => undefined} />
);
