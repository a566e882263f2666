-- The log's own id, made with it and never changed. The row's number keeps it the only one.
CREATE TABLE log (
  only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
  id       TEXT    NOT NULL
);
INSERT INTO log (only_row, id) VALUES (1, '${logId}');

-- Where each room stands: the fence against a former owner. Never deleted, so that no number is given twice.
CREATE TABLE rooms (
  room     TEXT   NOT NULL PRIMARY KEY,
  epoch    BIGINT NOT NULL,
  last_seq BIGINT NOT NULL
);

-- at_millis counts from 1970-01-01T00:00Z; body is JSON text; origin is the session that posted.
CREATE TABLE messages (
  room      TEXT   NOT NULL,
  seq       BIGINT NOT NULL,
  author    TEXT   NOT NULL,
  client_id TEXT   NOT NULL,
  at_millis BIGINT NOT NULL,
  body      TEXT   NOT NULL,
  origin    TEXT   NOT NULL,
  PRIMARY KEY (room, seq),
  UNIQUE (room, author, client_id)
);
