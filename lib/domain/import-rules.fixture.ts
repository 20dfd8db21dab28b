// Breaks the import rules on purpose: `npm run rules` fails when this is not reported.
import { db } from '../server/db';

export const impure = db;
