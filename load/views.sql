-- Views over the dataset, for DuckDB. The globs are relative to the dataset's folder:
--   cd OUT && duckdb -init views.sql
-- or, from anywhere:
--   duckdb -cmd "SET file_search_path = 'OUT'" -init OUT/views.sql
-- Every table also has the column month ("2024-07") from its folder; a filter on it reads only that month's files.
-- A query that runs in the very moment of a commit may meet the new month of one table and the old one of another, or fail
-- because a file changed under it. One that must not holds the readers' lock, for which the commit waits:
--   flock -s OUT/.shangbao/readers duckdb ...

-- The six tables.
CREATE OR REPLACE VIEW articles AS FROM read_parquet('articles/*/*/part.parquet', hive_partitioning = true, hive_types = {'newspaper': VARCHAR, 'month': VARCHAR});
CREATE OR REPLACE VIEW turns AS FROM read_parquet('turns/*/*/part.parquet', hive_partitioning = true, hive_types = {'newspaper': VARCHAR, 'month': VARCHAR});
CREATE OR REPLACE VIEW qa_pairs AS FROM read_parquet('qa_pairs/*/*/part.parquet', hive_partitioning = true, hive_types = {'newspaper': VARCHAR, 'month': VARCHAR});
CREATE OR REPLACE VIEW sentences AS FROM read_parquet('sentences/*/*/part.parquet', hive_partitioning = true, hive_types = {'newspaper': VARCHAR, 'month': VARCHAR});
CREATE OR REPLACE VIEW indicators AS FROM read_parquet('indicators/*/*/part.parquet', hive_partitioning = true, hive_types = {'newspaper': VARCHAR, 'month': VARCHAR});
CREATE OR REPLACE VIEW pages AS FROM read_parquet('pages/*/*/part.parquet', hive_partitioning = true, hive_types = {'newspaper': VARCHAR, 'month': VARCHAR});

-- qa: who asked what, who answered, and where it was printed.
CREATE OR REPLACE VIEW qa AS
SELECT a.newspaper, a.issue_date, a.title, q.article_id, q.exchange_no, q.topic,
       concat_ws(' ', q.asker_org, q.asker_title, q.asker_name) AS asker, q.question_text,
       concat_ws(' ', q.responder_org, q.responder_title, q.responder_name) AS responder, q.answer_text,
       q.is_follow_up, q.is_supplement, q.pair_id, q.question_turn_id, q.answer_turn_id
FROM qa_pairs q JOIN articles a USING (article_id);

-- growth: a growth rate beside the level it belongs to (NULL where the text gives no level).
CREATE OR REPLACE VIEW growth AS
SELECT a.newspaper, a.issue_date, g.article_id, g.entity, g.indicator, g.component,
       g.value AS growth, g.unit AS growth_unit, g.basis, g.direction, g.statement,
       l.value AS level, l.unit AS level_unit, l.quantity_text AS level_text,
       g.period_text, g.period_start, g.period_end, g.quantity_text, g.indicator_id, g.parent_id
FROM indicators g
JOIN articles a USING (article_id)
LEFT JOIN indicators l ON l.indicator_id = g.parent_id
WHERE g.statistic = 'growth';

-- commitments: targets, who promised them (NULL outside any turn) and by when.
CREATE OR REPLACE VIEW commitments AS
SELECT a.newspaper, a.issue_date, i.article_id, t.speaker_name, t.speaker_title, t.speaker_org,
       i.entity, i.indicator, i.component, i.statistic, i.bound, i.value, i.value_min, i.value_max, i.unit,
       i.period_end AS due, i.period_text, i.quantity_text, s.text AS sentence, i.indicator_id
FROM indicators i
JOIN articles a USING (article_id)
LEFT JOIN turns t ON t.turn_id = i.turn_id
LEFT JOIN sentences s ON s.sentence_id = i.sentence_id
WHERE i.statement = 'target';

-- ranks: places reached, and against whom.
CREATE OR REPLACE VIEW ranks AS
SELECT a.newspaper, a.issue_date, i.article_id, i.entity, i.indicator, i.component,
       i.value AS place, i.bound, i.basis, i.period_start, i.period_end, i.quantity_text, i.indicator_id
FROM indicators i JOIN articles a USING (article_id)
WHERE i.statistic = 'rank';

-- articles_with_counts: every article with the number of its turns, questions and indicators.
CREATE OR REPLACE VIEW articles_with_counts AS
SELECT a.newspaper, a.issue_date, a.page_no, a.title, a.article_id,
       (SELECT count(*) FROM turns t WHERE t.article_id = a.article_id) AS turns,
       (SELECT count(*) FROM qa_pairs q WHERE q.article_id = a.article_id AND NOT q.is_supplement) AS questions,
       (SELECT count(*) FROM sentences s WHERE s.article_id = a.article_id) AS sentences,
       (SELECT count(*) FROM indicators i WHERE i.article_id = a.article_id) AS indicators
FROM articles a;

-- latest: the articles of each paper's last issue.
CREATE OR REPLACE VIEW latest AS
SELECT newspaper, issue_date, page_no, page_name, title, byline, article_id
FROM articles
QUALIFY issue_date = max(issue_date) OVER (PARTITION BY newspaper);

-- refused: pages in quarantine, and why.
CREATE OR REPLACE VIEW refused AS
SELECT path, stage, reason, message, size, sha256 FROM pages WHERE outcome = 'quarantined';
