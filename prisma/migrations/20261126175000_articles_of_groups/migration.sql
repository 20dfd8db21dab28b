-- A label of its own: it may be used once this is committed.
ALTER TYPE "Visibility" ADD VALUE IF NOT EXISTS 'group';
