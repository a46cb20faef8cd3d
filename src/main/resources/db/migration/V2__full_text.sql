-- What _text and _content search (docs/decisions/0005-full-text.md). Texts repeat: ten thousand heart rates are written in
-- the same words. A text is kept once, under the hash of its words, and a resource names the text that it has.
CREATE TABLE full_text (
    hash    bigint PRIMARY KEY,
    retired boolean NOT NULL,              -- no resource had it when the sweep looked; it goes unless somebody takes it again
    words   tsvector NOT NULL              -- those of the narrative have weight A
);
-- Texts come seldom, so each is put into the index at once; a pending list would make searches slow and some writes stall.
CREATE INDEX full_text_words ON full_text USING gin (words) WITH (fastupdate = off);

ALTER TABLE resource ADD COLUMN text_hash bigint;          -- null: nothing in words
CREATE INDEX resource_text ON resource (text_hash) WHERE text_hash IS NOT NULL;
ALTER TABLE resource ALTER text_hash SET (n_distinct = -0.05);
