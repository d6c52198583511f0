-- 001.sql — the first schema of a school's database.
--
-- The log and the journal are what must never be lost; facts, policies and
-- chain belong to them.  refused is kept for a while.  All under "derived"
-- can be dropped and is rebuilt; what bears a checksum is believed only where
-- it fits.  Instants are microseconds since 1970; checksums are XXH3, 64 bits.

-- What was accepted.  No index but the rowid: one by name or teacher would
-- cost every append a random page.
CREATE TABLE log (
  seq  INTEGER PRIMARY KEY,       -- from 1 on, without gaps
  kind INTEGER NOT NULL,          -- 0 event, 1 clock, 2 policy
  body TEXT NOT NULL              -- as it came
) STRICT;

-- What was decided.  A withdrawal takes time, id and body from its issue;
-- teacher and rule are in both, so that a search reads one row.
CREATE TABLE journal (
  seq      INTEGER PRIMARY KEY,   -- from 1 on, without gaps
  of       INTEGER,               -- of a withdrawal: the seq of the issue
  teacher  TEXT NOT NULL,         -- '' for the school's
  rule     TEXT NOT NULL,         -- '' where no sentence made it
  "commit" INTEGER NOT NULL,      -- the number in chain
  time     INTEGER,               -- of the decision
  id       TEXT,
  cause    TEXT NOT NULL,         -- JSON, or ''
  body     TEXT                   -- the decision as JSON
) STRICT;

-- What stands: issues that no withdrawal has ended.  Small, since every issue
-- costs a page of it that lies anywhere.
CREATE TABLE standing (
  teacher TEXT NOT NULL,
  time    INTEGER NOT NULL,
  seq     INTEGER NOT NULL,       -- in journal
  PRIMARY KEY (teacher, time, seq)
) STRICT, WITHOUT ROWID;

-- One hash a commit.
CREATE TABLE chain (
  number  INTEGER PRIMARY KEY,    -- from 1 on, without gaps
  log     INTEGER NOT NULL,       -- the last entries it covers
  journal INTEGER NOT NULL,
  hash    BLOB NOT NULL           -- SHA-256
) STRICT;

CREATE TABLE fact (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE policy (
  hash TEXT NOT NULL,             -- 64 hexadecimal digits
  name TEXT NOT NULL,             -- of a file in it
  body BLOB NOT NULL,
  PRIMARY KEY (hash, name)
) STRICT;

CREATE TABLE refused (
  number INTEGER PRIMARY KEY,     -- ascending; the lowest are dropped
  before INTEGER NOT NULL,        -- bytes of all that was ever refused before it
  at     INTEGER NOT NULL,
  line   INTEGER NOT NULL,
  id     BLOB NOT NULL,           -- blobs: they need not be valid text
  field  BLOB NOT NULL,
  reason BLOB NOT NULL,
  text   BLOB NOT NULL
) STRICT;

-- Derived from here on.

CREATE TABLE snapshot (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  head     BLOB NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;

CREATE TABLE teacher (
  id       TEXT PRIMARY KEY,      -- '' the school's own record
  state    BLOB NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;

CREATE TABLE cohort (
  day      INTEGER NOT NULL,      -- days since 1970
  sentence TEXT NOT NULL,
  rows     BLOB NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (day, sentence)
) STRICT;

CREATE TABLE history (
  teacher  TEXT NOT NULL,
  upto     INTEGER NOT NULL,      -- the last seq in the list
  seqs     BLOB NOT NULL,         -- ascending, as differences
  checksum INTEGER NOT NULL,
  PRIMARY KEY (teacher, upto)
) STRICT, WITHOUT ROWID;

CREATE TABLE names_key (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  key BLOB NOT NULL               -- 16 bytes
) STRICT;
INSERT INTO names_key VALUES (1, randomblob(16));

-- Runs follow each other: each covers the log from where the one before it
-- ends.  A run's parts lie at part = run * 2^32 and after.
CREATE TABLE names_run (
  run      INTEGER PRIMARY KEY,
  after    INTEGER NOT NULL,
  upto     INTEGER NOT NULL,
  count    INTEGER NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;

CREATE TABLE names_part (
  part     INTEGER PRIMARY KEY,
  entries  BLOB NOT NULL,         -- (fingerprint, seq), sorted
  checksum INTEGER NOT NULL
) STRICT;
