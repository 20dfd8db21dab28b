-- AlterTable
ALTER TABLE "revision" ADD COLUMN     "folding" TEXT;

-- CreateTable
CREATE TABLE "search_chunk" (
    "revision_id" UUID NOT NULL,
    "first" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    "piece" INTEGER NOT NULL,
    "folded" TEXT NOT NULL,
    "lexemes" INTEGER[],

    CONSTRAINT "search_chunk_pkey" PRIMARY KEY ("revision_id","first","piece")
);

-- CreateTable
CREATE TABLE "annotation_words" (
    "annotation_id" UUID NOT NULL,
    "folding" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "lexemes" INTEGER[],

    CONSTRAINT "annotation_words_pkey" PRIMARY KEY ("annotation_id")
);

-- CreateIndex
CREATE INDEX "search_chunk_lexemes_idx" ON "search_chunk" USING GIN ("lexemes");

-- CreateIndex
CREATE INDEX "annotation_words_lexemes_idx" ON "annotation_words" USING GIN ("lexemes");

-- AddForeignKey
ALTER TABLE "search_chunk" ADD CONSTRAINT "search_chunk_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation_words" ADD CONSTRAINT "annotation_words_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
