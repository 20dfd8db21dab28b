-- AlterTable
ALTER TABLE "annotation" ADD COLUMN     "origin" TEXT,
ADD COLUMN     "origin_author" TEXT;

-- AlterTable
ALTER TABLE "position" ADD COLUMN     "repaired_by_id" UUID,
ADD COLUMN     "words" TEXT;

-- AlterTable
ALTER TABLE "revision" ADD COLUMN     "outcome" JSONB,
ADD COLUMN     "reason" TEXT;

-- CreateTable
CREATE TABLE "reply" (
    "id" UUID NOT NULL,
    "annotation_id" UUID NOT NULL,
    "author_id" UUID,
    "body" JSONB NOT NULL,
    "body_text" TEXT NOT NULL DEFAULT '',
    "origin" TEXT,
    "origin_author" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "reply_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reply_annotation_id_created_at_idx" ON "reply"("annotation_id", "created_at");

-- CreateIndex
CREATE INDEX "reply_author_id_idx" ON "reply"("author_id");

-- AddForeignKey
ALTER TABLE "reply" ADD CONSTRAINT "reply_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply" ADD CONSTRAINT "reply_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "position" ADD CONSTRAINT "position_repaired_by_id_fkey" FOREIGN KEY ("repaired_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
