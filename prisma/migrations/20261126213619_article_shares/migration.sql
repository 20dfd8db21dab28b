-- CreateTable
CREATE TABLE "article_share" (
    "article_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" UUID,

    CONSTRAINT "article_share_pkey" PRIMARY KEY ("article_id","group_id")
);

-- CreateIndex
CREATE INDEX "article_share_group_id_idx" ON "article_share"("group_id");

-- CreateIndex
CREATE INDEX "article_share_created_by_idx" ON "article_share"("created_by");

-- AddForeignKey
ALTER TABLE "article_share" ADD CONSTRAINT "article_share_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article_share" ADD CONSTRAINT "article_share_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article_share" ADD CONSTRAINT "article_share_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
