import { useEffect } from 'react';
import { CONTENTS_ID } from './contents';

/** On narrow windows the contents lie over the text: put them away once a section is chosen. */
export function useContentsSheet(): void {
  useEffect(() => {
    const contents = document.getElementById(CONTENTS_ID);
    const onClick = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest('a') && contents?.matches(':popover-open'))
        contents.hidePopover();
    };
    contents?.addEventListener('click', onClick);
    return () => contents?.removeEventListener('click', onClick);
  }, []);
}
