/** The part of the build that needs our converter: the interface in Traditional Chinese, derived from the Simplified. */
import { writeFile } from 'node:fs/promises';
import { BUILT_MESSAGES, messagesOf } from '@/lib/server/i18n';

await writeFile(BUILT_MESSAGES, JSON.stringify(await messagesOf('zh-Hant')));
