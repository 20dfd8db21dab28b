-- AlterTable
ALTER TABLE "article" ADD COLUMN     "rules" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "protected_words" (
    "article_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "rules" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "protected_words_pkey" PRIMARY KEY ("article_id","number")
);

-- AddForeignKey
ALTER TABLE "protected_words" ADD CONSTRAINT "protected_words_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "protected_words" ADD CONSTRAINT "protected_words_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
