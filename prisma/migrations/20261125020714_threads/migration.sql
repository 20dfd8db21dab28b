-- CreateEnum
CREATE TYPE "group_role" AS ENUM ('owner', 'instructor', 'member');

-- CreateEnum
CREATE TYPE "event_kind" AS ENUM ('changed', 'removed', 'article', 'membership');

-- AlterTable
ALTER TABLE "annotation" ADD COLUMN     "activity" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "group_id" UUID,
ADD COLUMN     "hidden_at" TIMESTAMPTZ(3),
ADD COLUMN     "hidden_by_id" UUID,
ADD COLUMN     "hidden_reason" TEXT,
ADD COLUMN     "resolved_at" TIMESTAMPTZ(3),
ADD COLUMN     "resolved_by_id" UUID;

-- AlterTable
ALTER TABLE "reply" ADD COLUMN     "hidden_at" TIMESTAMPTZ(3),
ADD COLUMN     "hidden_by_id" UUID,
ADD COLUMN     "hidden_reason" TEXT,
ADD COLUMN     "request_hash" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "group" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "group_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "group_role" NOT NULL DEFAULT 'member',
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "joined_after" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("group_id","user_id")
);

-- CreateTable
CREATE TABLE "wording" (
    "id" UUID NOT NULL,
    "annotation_id" UUID NOT NULL,
    "reply_id" UUID,
    "version" INTEGER NOT NULL,
    "layer" "layer_kind" NOT NULL,
    "group_id" UUID,
    "motivation" "motivation",
    "body" JSONB,
    "tags" TEXT[],
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wording_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reaction" (
    "on_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "emoji" TEXT NOT NULL,
    "annotation_id" UUID NOT NULL,
    "reply_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reaction_pkey" PRIMARY KEY ("on_id","user_id","emoji")
);

-- CreateTable
CREATE TABLE "mention" (
    "in_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "annotation_id" UUID NOT NULL,
    "reply_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mention_pkey" PRIMARY KEY ("in_id","user_id")
);

-- CreateTable
CREATE TABLE "flag" (
    "on_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "annotation_id" UUID NOT NULL,
    "reply_id" UUID,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "flag_pkey" PRIMARY KEY ("on_id","user_id")
);

-- CreateTable
CREATE TABLE "thread_read" (
    "user_id" UUID NOT NULL,
    "annotation_id" UUID NOT NULL,
    "up_to" BIGINT NOT NULL,

    CONSTRAINT "thread_read_pkey" PRIMARY KEY ("user_id","annotation_id")
);

-- CreateTable
CREATE TABLE "read_mark" (
    "user_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "up_to" BIGINT NOT NULL,
    "groups_up_to" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "read_mark_pkey" PRIMARY KEY ("user_id","article_id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" BIGSERIAL NOT NULL,
    "kind" "event_kind" NOT NULL,
    "article_id" UUID,
    "annotation_id" UUID,
    "before_layer" "layer_kind",
    "before_group_id" UUID,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE INDEX "wording_annotation_id_idx" ON "wording"("annotation_id");

-- CreateIndex
CREATE INDEX "wording_reply_id_idx" ON "wording"("reply_id");

-- CreateIndex
CREATE INDEX "reaction_annotation_id_idx" ON "reaction"("annotation_id");

-- CreateIndex
CREATE INDEX "reaction_reply_id_idx" ON "reaction"("reply_id");

-- CreateIndex
CREATE INDEX "reaction_user_id_idx" ON "reaction"("user_id");

-- CreateIndex
CREATE INDEX "mention_user_id_created_at_idx" ON "mention"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "mention_annotation_id_idx" ON "mention"("annotation_id");

-- CreateIndex
CREATE INDEX "mention_reply_id_idx" ON "mention"("reply_id");

-- CreateIndex
CREATE INDEX "flag_annotation_id_idx" ON "flag"("annotation_id");

-- CreateIndex
CREATE INDEX "flag_reply_id_idx" ON "flag"("reply_id");

-- CreateIndex
CREATE INDEX "flag_user_id_idx" ON "flag"("user_id");

-- CreateIndex
CREATE INDEX "flag_settled_at_created_at_idx" ON "flag"("settled_at", "created_at");

-- CreateIndex
CREATE INDEX "thread_read_annotation_id_idx" ON "thread_read"("annotation_id");

-- CreateIndex
CREATE INDEX "read_mark_article_id_idx" ON "read_mark"("article_id");

-- CreateIndex
CREATE INDEX "event_article_id_id_idx" ON "event"("article_id", "id");

-- CreateIndex
CREATE INDEX "event_created_at_idx" ON "event"("created_at");

-- CreateIndex
CREATE INDEX "annotation_group_id_article_id_idx" ON "annotation"("group_id", "article_id");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_hidden_by_id_fkey" FOREIGN KEY ("hidden_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_resolved_by_id_fkey" FOREIGN KEY ("resolved_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply" ADD CONSTRAINT "reply_hidden_by_id_fkey" FOREIGN KEY ("hidden_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wording" ADD CONSTRAINT "wording_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wording" ADD CONSTRAINT "wording_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "reply"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "reply"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "reply"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flag" ADD CONSTRAINT "flag_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flag" ADD CONSTRAINT "flag_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "reply"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flag" ADD CONSTRAINT "flag_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_read" ADD CONSTRAINT "thread_read_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_read" ADD CONSTRAINT "thread_read_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read_mark" ADD CONSTRAINT "read_mark_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read_mark" ADD CONSTRAINT "read_mark_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Which group, of what is written in a group's layer and of nothing else.
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_group" CHECK (("layer" = 'group') = ("group_id" IS NOT NULL));
