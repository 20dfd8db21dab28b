'use client';

import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { persistently } from '@/components/margin/persistently';
import type { AssignmentView } from '@/lib/contract/assignments';
import { tellAssigned } from './assigned-here';
import { AssignmentOpener } from './assignment-opener';
import { sectionWords } from './facts';
import { pickedHere, type Picked } from './picked';
import { SectionMarks } from './section-marks';
import { useAssignments } from './use-assignments';
import { useContentsMarks } from './use-contents-marks';
import { useReadBlocks } from './use-read-blocks';

const AssignmentPanel = dynamic(
  () => persistently(() => import('./assignment-panel').then((module) => module.AssignmentPanel)),
  { ssr: false },
);
const SectionPicker = dynamic(
  () => persistently(() => import('./section-picker').then((module) => module.SectionPicker)),
  { ssr: false },
);

export interface AssignmentsBeside {
  readonly slug: string;
  /** Id of who reads. */
  readonly viewer: string;
  /** As they stood when the page was made. */
  readonly assignments: readonly AssignmentView[];
  /** The groups to which they can assign a section of this article. */
  readonly leads: readonly { readonly id: string; readonly name: string }[];
}

/** What of an article is assigned, while one reads it: marked beside the text, told in a panel, and counted. */
export function AssignmentRoot({ slug, viewer, assignments: initial, leads }: AssignmentsBeside) {
  const t = useTranslations('assignments');
  const { assignments, isStale, begin } = useAssignments({ slug, viewer, initial });
  useReadBlocks({ slug, viewer, assignments, begin });
  useContentsMarks(assignments);
  useEffect(() => {
    tellAssigned(assignments);
    return () => tellAssigned([]);
  }, [assignments]);
  /** Id of the assignment that the panel shows; of none in particular: empty. */
  const [open, setOpen] = useState<string | null>(null);
  const [picked, setPicked] = useState<Picked | null>(null);
  const marks = assignments.flatMap((assignment) => {
    const { id, title, section } = assignment;
    if (!section) return [];
    return [{ id, section, title, label: t('reader.mark', { title, section: sectionWords(assignment, t) }) }];
  });
  return (
    <>
      <SectionMarks marks={marks} onOpen={setOpen} />
      <AssignmentOpener
        assignments={assignments}
        mayAssign={leads.length > 0}
        isOpen={open !== null}
        onToggle={() => setOpen(open === null ? '' : null)}
      />
      {open !== null && (
        <AssignmentPanel
          assignments={assignments}
          shown={open}
          isStale={isStale}
          begin={begin}
          onClose={() => setOpen(null)}
          onPick={
            leads.length > 0
              ? () => {
                  setOpen(null);
                  setPicked(pickedHere());
                }
              : null
          }
        />
      )}
      {leads.length > 0 && <SectionPicker slug={slug} leads={leads} picked={picked} onPicked={setPicked} />}
    </>
  );
}
