-- A new value of an enum cannot be used in the transaction that adds it: a migration of its own.
ALTER TYPE "layer_kind" ADD VALUE 'group';
