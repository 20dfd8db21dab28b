import type { GroupPage } from '@/lib/contract/groups';
import { AboutSection } from './about-section';
import { ArchiveSection } from './archive-section';
import { CopySection } from './copy-section';
import { LeaveSection } from './leave-section';
import { MuteSection } from './mute-section';
import styles from './settings.module.css';

/** What a group's leaders decide about it, and each member for themselves. */
export function GroupSettings({ group, self }: { group: GroupPage; self: string }) {
  const leads = group.role !== 'member';
  return (
    <div className={styles.sections}>
      {leads && <AboutSection group={group} />}
      <MuteSection group={group} />
      {leads && <CopySection group={group} />}
      {group.role === 'owner' && <ArchiveSection group={group} />}
      <LeaveSection group={group} self={self} />
    </div>
  );
}
