import { ReadingSkeleton } from '@/components/reader/reading-skeleton';

export default ReadingSkeleton;
