from portal.keys import key_of
from portal.mail.naming import Name, names_of
from tests.factories.gatherings import seat


def test_gatherings_and_who_takes_part_are_named_by_title(make_gathering):
    gathering = make_gathering(title="Samen leren", seats=5)
    keys = [key_of(gathering), *map(key_of, seat(gathering, "Anna", "Bart"))]

    names = names_of([*keys, "communities.meetup:x", "onbekend:1"])

    assert names == dict.fromkeys(keys, Name("Samen leren", url=gathering.get_absolute_url()))


def test_names_take_a_query_for_each_sort(make_gathering, django_assert_num_queries):
    people = [one for _ in range(3) for one in seat(make_gathering(), "Anna", "Bart")]

    with django_assert_num_queries(2):
        names_of([key_of(one) for one in people] + [key_of(one.gathering) for one in people])
