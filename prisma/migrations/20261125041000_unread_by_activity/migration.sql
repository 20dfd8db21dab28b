-- DropIndex
DROP INDEX "annotation_article_id_idx";

-- CreateIndex
CREATE INDEX "annotation_article_id_activity_idx" ON "annotation"("article_id", "activity");

-- CreateIndex
CREATE INDEX "annotation_group_id_activity_idx" ON "annotation"("group_id", "activity");
