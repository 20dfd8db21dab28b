-- CreateEnum
CREATE TYPE "reveal" AS ENUM ('always', 'after_own', 'from_date');

-- CreateEnum
CREATE TYPE "notification_kind" AS ENUM ('mention', 'reply', 'assigned', 'due_soon', 'graded', 'reminder');

-- AlterTable
ALTER TABLE "article" ADD COLUMN     "group_id" UUID;

-- AlterTable
ALTER TABLE "group" ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ADD COLUMN     "description" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "muted" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "seen_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "role" "group_role" NOT NULL DEFAULT 'member',
    "expires_at" TIMESTAMPTZ(3),
    "max_uses" INTEGER,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "revoked_at" TIMESTAMPTZ(3),
    "email" TEXT,
    "name" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation_use" (
    "invitation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitation_use_pkey" PRIMARY KEY ("invitation_id","user_id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "instructions" JSONB,
    "instructions_text" TEXT NOT NULL DEFAULT '',
    "first_block" TEXT NOT NULL,
    "last_block" TEXT NOT NULL,
    "lost" BOOLEAN NOT NULL DEFAULT false,
    "made_on" INTEGER NOT NULL,
    "made_first" INTEGER NOT NULL,
    "made_last" INTEGER NOT NULL,
    "opens_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "closes_at" TIMESTAMPTZ(3),
    "time_zone" TEXT NOT NULL,
    "must_read" BOOLEAN NOT NULL,
    "min_notes" INTEGER NOT NULL,
    "min_replies" INTEGER NOT NULL,
    "reveal" "reveal" NOT NULL DEFAULT 'always',
    "reveal_after" INTEGER,
    "reveal_at" TIMESTAMPTZ(3),
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment_note" (
    "assignment_id" UUID NOT NULL,
    "annotation_id" UUID NOT NULL,

    CONSTRAINT "assignment_note_pkey" PRIMARY KEY ("assignment_id","annotation_id")
);

-- CreateTable
CREATE TABLE "assignment_visit" (
    "assignment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "assignment_visit_pkey" PRIMARY KEY ("assignment_id","user_id")
);

-- CreateTable
CREATE TABLE "assignment_alias" (
    "assignment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,

    CONSTRAINT "assignment_alias_pkey" PRIMARY KEY ("assignment_id","user_id")
);

-- CreateTable
CREATE TABLE "extension" (
    "assignment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "extension_pkey" PRIMARY KEY ("assignment_id","user_id")
);

-- CreateTable
CREATE TABLE "grade" (
    "assignment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "grade" TEXT NOT NULL DEFAULT '',
    "feedback" JSONB,
    "feedback_text" TEXT NOT NULL DEFAULT '',
    "released_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "grade_pkey" PRIMARY KEY ("assignment_id","user_id")
);

-- CreateTable
CREATE TABLE "block_read" (
    "article_id" UUID NOT NULL,
    "block_key" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "block_read_pkey" PRIMARY KEY ("article_id","block_key","user_id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" "notification_kind" NOT NULL,
    "once_key" TEXT NOT NULL,
    "group_id" UUID,
    "assignment_id" UUID,
    "annotation_id" UUID,
    "reply_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitation_code_key" ON "invitation"("code");

-- CreateIndex
CREATE INDEX "invitation_created_by_id_idx" ON "invitation"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_group_id_email_key" ON "invitation"("group_id", "email");

-- CreateIndex
CREATE INDEX "invitation_use_user_id_idx" ON "invitation_use"("user_id");

-- CreateIndex
CREATE INDEX "assignment_group_id_idx" ON "assignment"("group_id");

-- CreateIndex
CREATE INDEX "assignment_article_id_idx" ON "assignment"("article_id");

-- CreateIndex
CREATE INDEX "assignment_created_by_id_idx" ON "assignment"("created_by_id");

-- CreateIndex
CREATE INDEX "assignment_note_annotation_id_idx" ON "assignment_note"("annotation_id");

-- CreateIndex
CREATE INDEX "assignment_visit_user_id_idx" ON "assignment_visit"("user_id");

-- CreateIndex
CREATE INDEX "assignment_alias_user_id_idx" ON "assignment_alias"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_alias_assignment_id_number_key" ON "assignment_alias"("assignment_id", "number");

-- CreateIndex
CREATE INDEX "extension_user_id_idx" ON "extension"("user_id");

-- CreateIndex
CREATE INDEX "extension_by_id_idx" ON "extension"("by_id");

-- CreateIndex
CREATE INDEX "grade_user_id_idx" ON "grade"("user_id");

-- CreateIndex
CREATE INDEX "grade_by_id_idx" ON "grade"("by_id");

-- CreateIndex
CREATE INDEX "block_read_user_id_idx" ON "block_read"("user_id");

-- CreateIndex
CREATE INDEX "notification_user_id_created_at_idx" ON "notification"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "notification_group_id_idx" ON "notification"("group_id");

-- CreateIndex
CREATE INDEX "notification_assignment_id_idx" ON "notification"("assignment_id");

-- CreateIndex
CREATE INDEX "notification_annotation_id_idx" ON "notification"("annotation_id");

-- CreateIndex
CREATE INDEX "notification_reply_id_idx" ON "notification"("reply_id");

-- CreateIndex
CREATE UNIQUE INDEX "notification_user_id_once_key_key" ON "notification"("user_id", "once_key");

-- CreateIndex
CREATE INDEX "article_group_id_idx" ON "article"("group_id");

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_use" ADD CONSTRAINT "invitation_use_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_use" ADD CONSTRAINT "invitation_use_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_note" ADD CONSTRAINT "assignment_note_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_note" ADD CONSTRAINT "assignment_note_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_visit" ADD CONSTRAINT "assignment_visit_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_visit" ADD CONSTRAINT "assignment_visit_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_alias" ADD CONSTRAINT "assignment_alias_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_alias" ADD CONSTRAINT "assignment_alias_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extension" ADD CONSTRAINT "extension_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extension" ADD CONSTRAINT "extension_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extension" ADD CONSTRAINT "extension_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grade" ADD CONSTRAINT "grade_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grade" ADD CONSTRAINT "grade_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grade" ADD CONSTRAINT "grade_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "block_read" ADD CONSTRAINT "block_read_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "block_read" ADD CONSTRAINT "block_read_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_reply_id_fkey" FOREIGN KEY ("reply_id") REFERENCES "reply"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What belongs to a group belongs to one; everything else to none.
ALTER TABLE "article" ADD CONSTRAINT "article_of_group" CHECK (("visibility" = 'group') = ("group_id" IS NOT NULL));
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_within_limit" CHECK ("max_uses" IS NULL OR "uses" <= "max_uses");
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_reveal" CHECK (("reveal" = 'after_own') = ("reveal_after" IS NOT NULL) AND ("reveal" = 'from_date') = ("reveal_at" IS NOT NULL));
