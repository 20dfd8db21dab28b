'use client';

import { useState } from 'react';
import type { InterchangeReport } from '@/lib/contract/interchange';
import { ImportNotes } from './import-notes';
import { ReportView } from './report-view';

/** The form, and then what came of it. */
export function ImportView({ slug, canPublish }: { slug: string; canPublish: boolean }) {
  const [report, setReport] = useState<InterchangeReport | null>(null);
  return report ? (
    <ReportView slug={slug} report={report} onAnother={() => setReport(null)} />
  ) : (
    <ImportNotes slug={slug} canPublish={canPublish} onImported={setReport} />
  );
}
