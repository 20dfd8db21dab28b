-- AlterTable
ALTER TABLE "annotation" ADD COLUMN     "said_at" TIMESTAMPTZ(3);
