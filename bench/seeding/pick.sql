-- The same number below n for the same row and turn, each as often as another.
CREATE OR REPLACE FUNCTION pg_temp.pick(row_number bigint, turn int, n bigint) RETURNS int
LANGUAGE sql IMMUTABLE
RETURN ((hashint8extended(row_number, turn) & 9223372036854775807) % n)::int;
