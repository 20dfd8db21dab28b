-- How many blocks beyond the one it begins in a note reaches, at most, in the editions that the row is about. So a list
-- of a window of blocks asks the few blocks before it for the notes that reach in, and the whole article only for the
-- very few that reach further (lib/server/annotations-in-article.ts). Kept by the database, whoever writes positions.
ALTER TABLE "position" ADD COLUMN "reach" INTEGER NOT NULL DEFAULT 0;

CREATE FUNCTION "reach_of"(article UUID, first INTEGER, last INTEGER, begun TEXT, ended TEXT) RETURNS INTEGER
LANGUAGE sql STABLE AS $$
  SELECT coalesce(max(e.number - s.number), 0)
  FROM revision r
  JOIN block s ON s.revision_id = r.id AND s.key = begun
  JOIN block e ON e.revision_id = r.id AND e.key = ended
  WHERE r.article_id = article AND r.number >= first AND (last IS NULL OR r.number <= last)
$$;

CREATE FUNCTION "keep_reach"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  NEW.reach := reach_of(NEW.article_id, NEW.first_revision, NEW.last_revision, NEW.start_block, NEW.end_block);
  RETURN NEW;
END $$;

-- Those in one block, nearly all, stay at 0 without being looked at.
CREATE TRIGGER "position_reach" BEFORE INSERT OR UPDATE OF "start_block", "end_block" ON "position"
FOR EACH ROW WHEN (NEW.start_block <> NEW.end_block) EXECUTE FUNCTION "keep_reach"();

-- A next edition may have put paragraphs between the ends of notes whose rows it leaves as they are.
CREATE FUNCTION "keep_reaches_in_edition"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  UPDATE position p SET reach = e.number - s.number
  FROM revision r, block s, block e
  WHERE p.article_id = NEW.id AND p.last_revision IS NULL AND p.start_block <> p.end_block
    AND r.article_id = NEW.id AND r.number = NEW.revision
    AND s.revision_id = r.id AND s.key = p.start_block
    AND e.revision_id = r.id AND e.key = p.end_block
    AND e.number - s.number > p.reach;
  RETURN NULL;
END $$;

CREATE TRIGGER "article_reaches" AFTER UPDATE OF "revision" ON "article"
FOR EACH ROW WHEN (NEW.revision <> OLD.revision) EXECUTE FUNCTION "keep_reaches_in_edition"();

UPDATE "position" SET "reach" = reach_of(article_id, first_revision, last_revision, start_block, end_block)
WHERE "start_block" <> "end_block";

-- As FAR_REACH of lib/server/annotations-in-article.ts has it.
CREATE INDEX "position_reaching_far" ON "position" ("article_id", "start_block", "end_block") INCLUDE ("annotation_id") WHERE "reach" > 16;
