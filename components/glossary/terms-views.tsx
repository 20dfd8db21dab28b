import Link from 'next/link';
import styles from './terms.module.css';

interface View {
  readonly href: string;
  readonly label: string;
  readonly current: boolean;
}

/** Ways to look at the same terms, a link each. */
export function TermsViews({ label, views }: { label: string; views: readonly View[] }) {
  return (
    <nav className={styles.views} aria-label={label}>
      <span aria-hidden="true">{label}</span>
      <ul>
        {views.map((view) => (
          <li key={view.href}>
            <Link href={view.href} prefetch={false} aria-current={view.current ? 'true' : undefined}>
              {view.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
