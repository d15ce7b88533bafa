-- Cases by the numbers 1 to size; a case and its version have the same number.
CREATE TEMP TABLE town ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY code) - 1 AS place, id, short_name, name
FROM organisations_organisation WHERE kind = 'municipality' AND ended_on IS NULL;

CREATE TEMP TABLE subject ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY slug) - 1 AS place, id, name FROM themes_theme;

CREATE TEMP TABLE amount ON COMMIT DROP AS
SELECT (SELECT count(*) FROM town) AS towns, (SELECT count(*) FROM subject) AS subjects,
       (SELECT count(*) FROM phrase) AS phrases, (SELECT count(*) FROM sentence) AS sentences;

-- All that is told in a case, in one row.
CREATE TEMP TABLE story ON COMMIT DROP AS
SELECT g AS id, title.text AS title, one.text || ' ' || two.text AS summary,
       three.text || E'\n' || four.text AS context,
       five.text || E'\n- ' || six.text || E'\n- ' || seven.text AS approach,
       eight.text || ' ' || nine.text AS result,
       ten.text AS angel, eleven.text AS bear, figure.text AS figure,
       pg_temp.pick(g, 20, towns) AS town_at,
       CASE WHEN g % 10 < 3 THEN (pg_temp.pick(g, 20, towns) + 1 + pg_temp.pick(g, 21, towns - 1))
            % towns END AS other_town_at,
       pg_temp.pick(g, 22, subjects) AS subject_at,
       CASE WHEN g % 2 = 0 THEN (pg_temp.pick(g, 22, subjects) + 1
            + pg_temp.pick(g, 23, subjects - 1)) % subjects END AS other_subject_at
FROM amount, generate_series(1, current_setting('bench.size')::bigint) AS g
JOIN phrase title ON title.id = pg_temp.pick(g, 0, (SELECT phrases FROM amount))
JOIN phrase figure ON figure.id = pg_temp.pick(g, 12, (SELECT phrases FROM amount))
JOIN sentence one ON one.id = pg_temp.pick(g, 1, (SELECT sentences FROM amount))
JOIN sentence two ON two.id = pg_temp.pick(g, 2, (SELECT sentences FROM amount))
JOIN sentence three ON three.id = pg_temp.pick(g, 3, (SELECT sentences FROM amount))
JOIN sentence four ON four.id = pg_temp.pick(g, 4, (SELECT sentences FROM amount))
JOIN sentence five ON five.id = pg_temp.pick(g, 5, (SELECT sentences FROM amount))
JOIN sentence six ON six.id = pg_temp.pick(g, 6, (SELECT sentences FROM amount))
JOIN sentence seven ON seven.id = pg_temp.pick(g, 7, (SELECT sentences FROM amount))
JOIN sentence eight ON eight.id = pg_temp.pick(g, 8, (SELECT sentences FROM amount))
JOIN sentence nine ON nine.id = pg_temp.pick(g, 9, (SELECT sentences FROM amount))
JOIN sentence ten ON ten.id = pg_temp.pick(g, 10, (SELECT sentences FROM amount))
JOIN sentence eleven ON eleven.id = pg_temp.pick(g, 11, (SELECT sentences FROM amount));
ANALYZE story;

INSERT INTO cases_version (id, case_id, number, state, title, summary, year, period, sector,
                           source_kind, source_detail, created_at, saved_at, kind,
                           hides_organisation)
SELECT id, id, 1, 'published', title, left(summary, 400),
       CASE WHEN id % 20 > 0 THEN 2026 - pg_temp.pick(id, 30, 15) END, '', 'Publieke sector',
       (ARRAY['eigen-verhaal', 'eigen-verhaal', 'interview', 'boek', 'onderzoek', 'artikel'])
       [1 + pg_temp.pick(id, 31, 6)], '',
       current_setting('bench.now')::timestamptz, current_setting('bench.now')::timestamptz,
       'praktijkvoorbeeld', false
FROM story;

INSERT INTO cases_versiontheme (content_object_id, tag_id)
SELECT story.id, subject.id FROM story JOIN subject ON place IN (subject_at, other_subject_at);

INSERT INTO cases_ownership (case_id, organisation_id, is_lead)
SELECT story.id, town.id, place = town_at FROM story JOIN town ON place IN (town_at, other_town_at);

INSERT INTO cases_section (version_id, key, position, kind, body, revision)
SELECT story.id, md5('section' || story.id || kind)::uuid, place - 1, kind,
       CASE kind WHEN 'approach'
            THEN '<p>' || replace(regexp_replace(body, E'\n- ', '</p><ul><li>'), E'\n- ', '</li><li>')
                 || '</li></ul>'
            ELSE '<p>' || replace(body, E'\n', '<br>') || '</p>' END, 1
FROM story, unnest(ARRAY['context', 'approach', 'result'], ARRAY[context, approach, result])
     WITH ORDINALITY AS section (kind, body, place);

INSERT INTO cases_factor (version_id, key, position, kind, text)
SELECT story.id, md5('factor' || story.id || kind)::uuid, place - 1, kind, left(text, 300)
FROM story, unnest(ARRAY['angel', 'bear'], ARRAY[angel, bear])
     WITH ORDINALITY AS factor (kind, text, place);

INSERT INTO cases_keyfigure (id, version_id, key, position, kind, name, unit, qualifier, note)
SELECT id, id, md5('figure' || id)::uuid, 0, 'number', left(figure, 120), 'deelnemers', '', ''
FROM story;

INSERT INTO cases_figurevalue (figure_id, label, value, position)
SELECT id, '', 10 + pg_temp.pick(id, 32, 990), 0 FROM story;

-- What cases.actions.words makes of them: a test compares.
INSERT INTO cases_casestudy (id, slug, published_id, published_at, archive_reason,
                             from_public_source, created_at, kind, hides_organisation, former_slug,
                             facets, words)
SELECT story.id, 'voorbeeld-' || story.id, story.id,
       current_setting('bench.now')::timestamptz - story.id * interval '1 minute', '', false,
       current_setting('bench.now')::timestamptz, 'praktijkvoorbeeld', false, '',
       array_remove(themed || ARRAY['organisatie:' || one.id, 'organisatie:' || other.id,
                                    'soort:praktijkvoorbeeld', 'bron:' || source_kind, 'jaar:' || year], NULL),
       setweight(to_tsvector('dutch', concat_ws(E'\n', story.title, one.short_name, one.name,
                                                other.short_name, other.name)), 'A') ||
       setweight(to_tsvector('dutch', concat_ws(E'\n', version.summary, themes)), 'B') ||
       setweight(to_tsvector('dutch', concat_ws(E'\n', context, approach, result,
                                                left(angel, 300), left(bear, 300),
                                                left(figure, 120) || ' ')), 'C') ||
       setweight(to_tsvector('dutch', ''), 'D')
FROM story
JOIN town one ON one.place = town_at
LEFT JOIN town other ON other.place = other_town_at
JOIN cases_version version ON version.id = story.id
JOIN LATERAL (SELECT string_agg(name, E'\n' ORDER BY name) AS themes,
                     array_agg('thema:' || id ORDER BY name) AS themed
              FROM subject WHERE place IN (subject_at, other_subject_at)) AS named ON true;

SELECT setval(pg_get_serial_sequence('cases_casestudy', 'id'), current_setting('bench.size')::bigint);
SELECT setval(pg_get_serial_sequence('cases_version', 'id'), current_setting('bench.size')::bigint);
SELECT setval(pg_get_serial_sequence('cases_keyfigure', 'id'), current_setting('bench.size')::bigint);
