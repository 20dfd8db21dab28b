-- AlterTable
ALTER TABLE "annotation" ADD COLUMN     "brought_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "assignment_note_since" (
    "assignment_id" UUID NOT NULL,
    "annotation_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assignment_note_since_pkey" PRIMARY KEY ("assignment_id","annotation_id")
);

-- CreateIndex
CREATE INDEX "assignment_note_since_annotation_id_idx" ON "assignment_note_since"("annotation_id");

-- AddForeignKey
ALTER TABLE "assignment_note_since" ADD CONSTRAINT "assignment_note_since_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_note_since" ADD CONSTRAINT "assignment_note_since_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is filed has been said there since it was made, or since it last began to say something.
INSERT INTO "assignment_note_since" ("assignment_id", "annotation_id", "since")
SELECT filed."assignment_id", filed."annotation_id", a."created_at"
FROM "assignment_note" filed JOIN "annotation" a ON a."id" = filed."annotation_id";
