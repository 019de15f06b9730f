-- The tables of a newsclaims database. Each record has an integer key of its own, which foreign keys and the
-- full-text indexes use, and its id within the article. Offsets count code points of articles.text, half-open.
CREATE TABLE articles (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT,
  author TEXT,
  date TEXT,
  date_source TEXT NOT NULL,
  source TEXT,
  text TEXT,
  newsclaims TEXT NOT NULL,
  nlp TEXT NOT NULL,
  attribution TEXT NOT NULL
);
CREATE TABLE speakers (
  key INTEGER PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  role TEXT,
  affiliation TEXT,
  UNIQUE (article, id)
);
CREATE TABLE speaker_aliases (
  speaker INTEGER NOT NULL REFERENCES speakers (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  alias TEXT NOT NULL,
  PRIMARY KEY (speaker, position)
);
CREATE TABLE speaker_mentions (
  speaker INTEGER NOT NULL REFERENCES speakers (key) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE TABLE dates (
  key INTEGER PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  text TEXT NOT NULL,
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  mod TEXT,
  earliest TEXT,
  latest TEXT,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  UNIQUE (article, id)
);
CREATE TABLE quotes (
  key INTEGER PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  speaker INTEGER REFERENCES speakers (key),
  text TEXT NOT NULL,
  type TEXT NOT NULL,
  cue TEXT,
  source TEXT,
  addressee TEXT,
  said_on INTEGER REFERENCES dates (key),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  confidence REAL NOT NULL,
  UNIQUE (article, id)
);
CREATE TABLE quote_parts (
  quote INTEGER NOT NULL REFERENCES quotes (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (quote, position)
);
CREATE TABLE claims (
  key INTEGER PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  speaker INTEGER REFERENCES speakers (key),
  quote INTEGER REFERENCES quotes (key),
  text TEXT NOT NULL,
  type TEXT NOT NULL,
  certainty TEXT NOT NULL,
  negated INTEGER NOT NULL,
  condition TEXT,
  checkworthiness REAL NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  confidence REAL NOT NULL,
  UNIQUE (article, id)
);
CREATE TABLE claim_quantities (
  claim INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
  comparator TEXT NOT NULL,
  value REAL NOT NULL,
  unit TEXT,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE TABLE claim_dates (
  claim INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
  date INTEGER NOT NULL REFERENCES dates (key),
  PRIMARY KEY (claim, date)
);
CREATE TABLE deadlines (
  key INTEGER PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  due TEXT NOT NULL,
  earliest TEXT,
  latest TEXT,
  "limit" TEXT NOT NULL,
  kind TEXT NOT NULL,
  firmness TEXT NOT NULL,
  task TEXT,
  obligor TEXT,
  obligor_speaker INTEGER REFERENCES speakers (key),
  speaker INTEGER REFERENCES speakers (key),
  claim INTEGER REFERENCES claims (key),
  date INTEGER REFERENCES dates (key),
  condition TEXT,
  consequence TEXT,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  confidence REAL NOT NULL,
  UNIQUE (article, id)
);

CREATE INDEX articles_date ON articles (date);
CREATE INDEX speakers_name ON speakers (name);
CREATE INDEX speaker_mentions_speaker ON speaker_mentions (speaker);
CREATE INDEX dates_value ON dates (value);
CREATE INDEX quotes_speaker ON quotes (speaker);
CREATE INDEX quotes_said_on ON quotes (said_on);
CREATE INDEX claims_speaker ON claims (speaker);
CREATE INDEX claims_quote ON claims (quote);
CREATE INDEX claims_type ON claims (type, checkworthiness);
CREATE INDEX claim_quantities_claim ON claim_quantities (claim);
CREATE INDEX claim_dates_date ON claim_dates (date);
CREATE INDEX deadlines_due ON deadlines (latest, due);
CREATE INDEX deadlines_speaker ON deadlines (speaker);
CREATE INDEX deadlines_obligor_speaker ON deadlines (obligor_speaker);
CREATE INDEX deadlines_claim ON deadlines (claim);
CREATE INDEX deadlines_date ON deadlines (date);

-- Full-text indexes over the tables' own text; triggers keep them in step, cascaded deletions included.
CREATE VIRTUAL TABLE quotes_fts USING fts5 (text, content='quotes', content_rowid='key', tokenize='porter unicode61');
CREATE TRIGGER quotes_fts_insert AFTER INSERT ON quotes BEGIN
  INSERT INTO quotes_fts (rowid, text) VALUES (new.key, new.text);
END;
CREATE TRIGGER quotes_fts_delete AFTER DELETE ON quotes BEGIN
  INSERT INTO quotes_fts (quotes_fts, rowid, text) VALUES ('delete', old.key, old.text);
END;
CREATE TRIGGER quotes_fts_update AFTER UPDATE ON quotes BEGIN
  INSERT INTO quotes_fts (quotes_fts, rowid, text) VALUES ('delete', old.key, old.text);
  INSERT INTO quotes_fts (rowid, text) VALUES (new.key, new.text);
END;
CREATE VIRTUAL TABLE claims_fts USING fts5 (text, content='claims', content_rowid='key', tokenize='porter unicode61');
CREATE TRIGGER claims_fts_insert AFTER INSERT ON claims BEGIN
  INSERT INTO claims_fts (rowid, text) VALUES (new.key, new.text);
END;
CREATE TRIGGER claims_fts_delete AFTER DELETE ON claims BEGIN
  INSERT INTO claims_fts (claims_fts, rowid, text) VALUES ('delete', old.key, old.text);
END;
CREATE TRIGGER claims_fts_update AFTER UPDATE ON claims BEGIN
  INSERT INTO claims_fts (claims_fts, rowid, text) VALUES ('delete', old.key, old.text);
  INSERT INTO claims_fts (rowid, text) VALUES (new.key, new.text);
END;

-- Who claims what, with names instead of keys.
CREATE VIEW statements AS
SELECT claims.article, articles.date, articles.title, speakers.name AS speaker, speakers.role, claims.text,
       claims.type, claims.certainty, claims.negated, claims.condition, claims.checkworthiness
FROM claims
JOIN articles ON articles.id = claims.article
LEFT JOIN speakers ON speakers.key = claims.speaker;
