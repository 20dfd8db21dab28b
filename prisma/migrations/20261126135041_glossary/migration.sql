-- CreateEnum
CREATE TYPE "term_change" AS ENUM ('made', 'changed', 'deleted', 'restored', 'merged', 'took', 'parted');

-- CreateTable
CREATE TABLE "term" (
    "id" UUID NOT NULL,
    "article_id" UUID,
    "group_id" UUID,
    "headword" TEXT NOT NULL,
    "aliases" TEXT[],
    "definition" JSONB,
    "definition_text" TEXT NOT NULL DEFAULT '',
    "translation" JSONB,
    "translation_text" TEXT NOT NULL DEFAULT '',
    "defined_in" TEXT,
    "author_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),
    "merged_into_id" UUID,

    CONSTRAINT "term_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "term_version" (
    "term_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "change" "term_change" NOT NULL,
    "headword" TEXT NOT NULL,
    "aliases" TEXT[],
    "definition" JSONB,
    "definition_text" TEXT NOT NULL,
    "translation" JSONB,
    "translation_text" TEXT NOT NULL,
    "defined_in" TEXT,
    "by_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "term_version_pkey" PRIMARY KEY ("term_id","version")
);

-- CreateTable
CREATE TABLE "term_request" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "group_id" UUID,
    "user_id" UUID NOT NULL,
    "exact" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "start_block" TEXT NOT NULL,
    "start_offset" INTEGER NOT NULL,
    "end_block" TEXT NOT NULL,
    "end_offset" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "term_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "term_dismissal" (
    "id" UUID NOT NULL,
    "article_id" UUID,
    "group_id" UUID,
    "folded" TEXT NOT NULL,
    "by_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "term_dismissal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "term_article_id_idx" ON "term"("article_id");

-- CreateIndex
CREATE INDEX "term_group_id_idx" ON "term"("group_id");

-- CreateIndex
CREATE INDEX "term_author_id_idx" ON "term"("author_id");

-- CreateIndex
CREATE INDEX "term_merged_into_id_idx" ON "term"("merged_into_id");

-- CreateIndex
CREATE INDEX "term_version_by_id_idx" ON "term_version"("by_id");

-- CreateIndex
CREATE INDEX "term_request_article_id_group_id_idx" ON "term_request"("article_id", "group_id");

-- CreateIndex
CREATE INDEX "term_request_group_id_idx" ON "term_request"("group_id");

-- CreateIndex
CREATE INDEX "term_request_user_id_idx" ON "term_request"("user_id");

-- CreateIndex
CREATE INDEX "term_dismissal_article_id_idx" ON "term_dismissal"("article_id");

-- CreateIndex
CREATE INDEX "term_dismissal_group_id_idx" ON "term_dismissal"("group_id");

-- CreateIndex
CREATE INDEX "term_dismissal_by_id_idx" ON "term_dismissal"("by_id");

-- AddForeignKey
ALTER TABLE "term" ADD CONSTRAINT "term_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "term" ADD CONSTRAINT "term_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "term" ADD CONSTRAINT "term_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "term" ADD CONSTRAINT "term_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "term"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "term_version" ADD CONSTRAINT "term_version_term_id_fkey" FOREIGN KEY ("term_id") REFERENCES "term"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "term_version" ADD CONSTRAINT "term_version_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "term_request" ADD CONSTRAINT "term_request_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "term_request" ADD CONSTRAINT "term_request_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "term_request" ADD CONSTRAINT "term_request_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "term_dismissal" ADD CONSTRAINT "term_dismissal_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "term_dismissal" ADD CONSTRAINT "term_dismissal_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "term_dismissal" ADD CONSTRAINT "term_dismissal_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Of an article or of a group: of exactly one.
ALTER TABLE "term" ADD CONSTRAINT "term_of_one" CHECK (num_nonnulls("article_id", "group_id") = 1);
ALTER TABLE "term" ADD CONSTRAINT "term_merged_is_deleted" CHECK ("merged_into_id" IS NULL OR "deleted_at" IS NOT NULL);
ALTER TABLE "term_dismissal" ADD CONSTRAINT "term_dismissal_of_one" CHECK (num_nonnulls("article_id", "group_id") = 1);
