-- Notes that begin in one block and end in another: few, and the only ones that can reach into a
-- window of blocks from before it (lib/server/annotations-in-article.ts). Prisma's schema language
-- has no partial indexes, and its comparison with the database leaves them alone.
CREATE INDEX "position_across_blocks" ON "position" ("article_id") WHERE "start_block" <> "end_block";
