'use client';

import { Button } from '@/components/ui/button';

/** Prints the page. */
export function TermsPrint({ label }: { label: string }) {
  return (
    <Button size="small" data-needs-script="" onClick={() => print()}>
      {label}
    </Button>
  );
}
