"""What no run of `check` shows as plainly: one thing at a time, bytes counted by hand.

    python3 -m unittest discover adapters/python
"""

import unittest

from vmstate.hooks import Calls
from vmstate.json_values import from_json, to_json
from vmstate.load import LoadRefused, Undefined, load
from vmstate.save import Contradiction, SaveRefused, save
from vmstate.shape import Unsupported, shape_of
from vmstate.stream import EINVAL, EIO, Stream

END = "00"
"""Behind every state: a look for a subsection is an error at the end of the stream."""


def member(name, element, **more):
    return {
        "name": name,
        "version": 0,
        "migrated": True,
        "element": element,
        "count": {"kind": "one"},
        "storage": "embedded",
        "slots": "none",
        **more,
    }


def scalar(kind):
    return {"kind": "scalar", "type": kind}


def struct(*members, name="dev", version=1, minimum=1, **more):
    return {"name": name, "version": version, "minimumVersion": minimum, "members": list(members), **more}


byte = scalar("uint8")
word = scalar("uint32")
sibling = {"kind": "sibling", "by": 0}


def saved(json, values):
    shape = shape_of(json)
    calls = Calls()
    return save(shape, from_json(shape, values), calls).hex(), calls.trace


class Loaded:
    def __init__(self, json, before, wire, version=1):
        shape = shape_of(json)
        values = from_json(shape, before)
        stream = Stream(bytes.fromhex(wire))
        calls = Calls()
        self.refused = None
        try:
            load(shape, values, stream, version, calls)
        except LoadRefused as refused:
            self.refused = str(refused)
        self.values = to_json(shape, values)
        self.consumed = stream.at
        self.error = stream.error
        self.trace = calls.trace


class Streams(unittest.TestCase):
    def test_a_buffer_in_which_the_stream_ends_gets_bytes_of_another_place(self):
        # QEMU copies from where the bytes were before it moved them.
        stream = Stream(bytes.fromhex("0a36fa"))
        self.assertEqual(stream.number(1), b"\x0a")
        self.assertEqual(stream.take(3), bytes.fromhex("fafa"))
        self.assertEqual((stream.at, stream.error), (3, -5))

    def test_how_the_input_is_cut_matters_there_only(self):
        wire = bytes(range(1, 200))
        for chunk in (1, 3, 64):
            stream = Stream(wire, chunk)
            self.assertEqual(stream.number(2) + stream.take(100) + stream.number(8), wire[:110])
            self.assertEqual((stream.at, stream.error), (110, 0))

    def test_a_stream_longer_than_the_buffer(self):
        wire = bytes(i % 251 for i in range(70000))
        stream = Stream(wire)
        self.assertEqual(stream.take(1) + stream.take(40000) + stream.take(29999), wire)


class Scalars(unittest.TestCase):
    def test_wire_is_big_endian(self):
        shape = struct(member("a", scalar("int16")), member("b", scalar("int64")), member("c", scalar("cpudouble")))
        values = [-2, "-2", "4607182418800017408"]
        wire, _ = saved(shape, values)
        self.assertEqual(wire, "fffe" + "fffffffffffffffe" + "3ff0000000000000")
        self.assertEqual(Loaded(shape, [0, "0", "0"], wire + END).values, values)

    def test_any_byte_but_zero_is_true(self):
        self.assertEqual(Loaded(struct(member("b", scalar("bool"))), [0], "07" + END).values, [1])

    def test_an_equal_value_is_compared_and_kept(self):
        shape = struct(member("id", {"kind": "checked", "info": "uint16_equal"}))
        self.assertEqual(saved(shape, [0x102])[0], "0102")
        self.assertIsNone(Loaded(shape, [0x102], "0102" + END).refused)
        other = Loaded(shape, [0x103], "0102" + END)
        self.assertEqual((other.values, other.consumed, other.error), ([0x103], 2, EINVAL))
        self.assertIsNotNone(other.refused)

    def test_int32_le_takes_what_is_no_larger(self):
        shape = struct(member("n", {"kind": "checked", "info": "int32_le"}))
        self.assertEqual(Loaded(shape, [5], "00000003" + END).values, [3])
        for wire in ("00000006", "ffffffff"):
            self.assertEqual((Loaded(shape, [5], wire + END).values, Loaded(shape, [5], wire).error), ([5], EINVAL))


class Existence(unittest.TestCase):
    def test_a_test_decides_alone(self):
        shape = struct(member("on", byte), member("x", byte, version=9, test=sibling))
        self.assertEqual(saved(shape, [1, 2]), ("0102", ["field_exists dev.x 1"]))
        self.assertEqual(saved(shape, [0, 2]), ("00", ["field_exists dev.x 1"]))
        self.assertEqual(Loaded(shape, [1, 7], "00ee").values, [0, 7])

    def test_a_test_of_the_version(self):
        shape = struct(member("x", byte, test={"kind": "version", "from": 2}), version=2)
        self.assertEqual(Loaded(shape, [7], "2a" + END, version=1).values, [7])
        self.assertEqual(Loaded(shape, [7], "2a" + END, version=2).values, [42])

    def test_what_must_exist_and_does_not(self):
        for needed in (member("x", byte, test=sibling, mustExist=True), member("sound", {"kind": "validate"}, test=sibling)):
            self.must_exist(struct(member("on", byte), needed), 5 if needed["name"] == "x" else None)

    def must_exist(self, shape, value):
        self.assertEqual(saved(shape, [1, value])[0], "01" if value is None else "0105")
        with self.assertRaises(Contradiction):
            saved(shape, [0, value])
        refused = Loaded(shape, [1, value], "00ee")
        self.assertIn("must exist", refused.refused)
        self.assertEqual((refused.values, refused.error), ([0, value], 0))

    def test_a_struct_at_a_version_of_its_own(self):
        inner = struct(member("a", byte), member("b", byte, version=2), name="in", version=2)
        shape = struct(member("s", {"kind": "struct", "struct": inner, "version": 1}))
        self.assertEqual(saved(shape, [[1, 2]])[0], "01")
        self.assertEqual(Loaded(shape, [[7, 8]], "03ee").values, [[3, 8]])
        newer = struct(member("s", {"kind": "struct", "struct": inner, "version": 3}))
        refused = Loaded(newer, [[7, 8]], "03ee")
        self.assertEqual((refused.consumed, refused.error, refused.values), (0, EINVAL, [[7, 8]]))


class Arrays(unittest.TestCase):
    def test_bitmap(self):
        shape = struct(member("n", scalar("int32")), member("map", {"kind": "bitmap", "sizedBy": 0}, storage="pointer"))
        wire, _ = saved(shape, [65, "00000000000000ff" + "0000000000000001"])
        self.assertEqual(wire, "00000041" + "00000000000000ff" + "0000000000000001")
        before = [65, "11" * 16]
        self.assertEqual(Loaded(shape, before, wire + END).values, [65, wire[8:]])
        short = Loaded(shape, before, wire[:-2])
        self.assertEqual((short.values[1], short.error), ("00000000000000ff" + "0" * 16, EIO))

    def test_null_slots_go_by_the_destination(self):
        shape = struct(member("p", byte, count={"kind": "fixed", "n": 2}, slots="nullable"))
        self.assertEqual(saved(shape, [[None, 5]])[0], "3005")
        self.assertEqual(Loaded(shape, [[None, 7]], "3030" + END).values, [[None, 0x30]])
        wrong = Loaded(shape, [[None, 7]], "0505" + END)
        self.assertEqual((wrong.consumed, wrong.error, wrong.values), (1, 0, [[None, 7]]))
        with self.assertRaises(Undefined):
            Loaded(shape, [[None, 7]], "3105")

    def test_slots_that_a_load_allocates_start_as_zeros(self):
        inner = struct(member("a", byte), member("b", byte, version=5), name="in")
        element = {"kind": "struct", "struct": inner}
        shape = struct(member("p", element, count={"kind": "fixed", "n": 2}, slots="allocated"))
        self.assertEqual(saved(shape, [[None, [5, 6]]])[0], "303105")
        self.assertEqual(Loaded(shape, [[None, None]], "310530" + END).values, [[[5, 0], None]])

    def test_lists_grow(self):
        inner = struct(member("a", byte), member("b", byte, version=2), name="in", version=2)
        shape = struct(member("l", {"kind": "list", "list": "qtailq", "struct": inner}, version=1))
        self.assertEqual(saved(shape, [[[1, 2], [3, 4]]])[0], "010102" + "010304" + "00")
        self.assertEqual(Loaded(shape, [[[9, 9]]], "0102" + "ff03" + "00" + END).values, [[[9, 9], [2, None], [3, None]]])
        head = {**shape, "members": [member("l", {"kind": "list", "list": "qlist", "struct": inner}, version=1)]}
        self.assertEqual(Loaded(head, [[[9, 9]]], "0102" + "00" + END).values, [[[2, None], [9, 9]]])
        self.assertEqual(Loaded(head, [[[9, 9]]], "0102" + "0103" + "0104" + "00" + END).values, [[[2, None], [3, None], [4, None]]])
        torn = Loaded(shape, [[]], "010201")
        self.assertEqual((torn.values, torn.error), ([[[2, None]]], EIO))
        older = struct(member("l", {"kind": "list", "list": "qlist", "struct": inner}))
        refused = Loaded(older, [[]], "0102", version=1)
        self.assertEqual((refused.consumed, refused.error), (0, EINVAL))

    def test_an_error_of_the_stream_shows_at_the_next_element(self):
        pad = member("pad", {"kind": "unused", "size": 1}, count={"kind": "fixed", "n": 3})
        element = {"kind": "list", "list": "qtailq", "struct": struct(pad, name="in")}
        shape = struct(member("l", element, version=1))
        # Behind the first element something looks like a subsection whose name is cut short.
        torn = Loaded(shape, [[]], "01" + "000000" + "05" + "06" + b"in/x".hex())
        self.assertEqual((torn.consumed, torn.error, torn.values), (6, EIO, [[[[None] * 3]]]))
        self.assertIsNotNone(torn.refused)

    def test_more_elements_than_there_is_room_for(self):
        count = {"kind": "counted", "by": 0, "type": "uint8", "multiply": None}
        shape = struct(member("n", byte), member("a", byte, count=count))
        self.assertEqual(Loaded(shape, [2, [7, 8]], "0105" + END).values, [1, [5]])
        with self.assertRaises(Undefined):
            Loaded(shape, [2, [7, 8]], "03050505" + END)


class Timers(unittest.TestCase):
    shape = struct(member("t", {"kind": "timer"}, storage="pointer"))

    def test_below_zero_is_not_pending(self):
        self.assertEqual(saved(self.shape, ["258"])[0], "0000000000000102")
        for expiry in ("-1", "-7"):
            self.assertEqual(saved(self.shape, [expiry])[0], "ff" * 8)

    def test_a_load_tells_stopped_from_overdue(self):
        for wire, expiry in (("ff" * 8, "-1"), ("ff" * 7 + "fe", "0"), ("00" * 7 + "05", "5")):
            self.assertEqual(Loaded(self.shape, ["9"], wire + END).values, [expiry])


class OwnInfos(unittest.TestCase):
    @staticmethod
    def shape(get: int, put: int):
        return struct(member("own", {"kind": "failing", "results": {"get": get, "put": put}}))

    def test_a_put_fails_below_zero(self):
        self.assertEqual(saved(self.shape(0, 1), [7])[0], "07")
        with self.assertRaises(SaveRefused):
            saved(self.shape(0, -1), [7])

    def test_a_get_fails_below_zero_and_keeps_its_byte(self):
        self.assertEqual(Loaded(self.shape(1, 0), [7], "08" + END).values, [8])
        refused = Loaded(self.shape(-1, 0), [7], "08" + END)
        self.assertEqual((refused.values, refused.consumed, refused.error), ([8], 1, EINVAL))


class Trees(unittest.TestCase):
    key = struct(member("k", byte), name="key")
    value = struct(member("v", byte), member("new", byte, version=2), name="value", version=2, minimum=1)
    direct = struct(member("t", {"kind": "tree", "key": None, "value": value}, version=1))
    keyed = struct(member("t", {"kind": "tree", "key": key, "value": value}, version=1))

    def test_number_nodes_end(self):
        wire, _ = saved(self.direct, [[["258", [1, 2]], ["3", [4, 5]]]])
        self.assertEqual(wire, "00000002" + "01" + "0000000000000102" + "0102" + "01" + "0000000000000003" + "0405" + "00")
        self.assertEqual(saved(self.keyed, [[[[7], [1, 2]]]])[0], "00000001" + "01" + "07" + "0102" + "00")
        self.assertEqual(saved(self.keyed, [[]])[0], "0000000000")

    def test_a_load_adds_at_the_version_of_the_member(self):
        before = [[[[9], [8, 7]]]]
        loaded = Loaded(self.keyed, before, "00000001" + "ff" + "0a0b" + "00" + END)
        self.assertEqual((loaded.refused, loaded.values), (None, [[[[9], [8, 7]], [[10], [11, 0]]]]))

    def test_nodes_are_in_the_order_of_their_keys(self):
        before = [[[[6], [8, 7]], [[9], [8, 7]]]]
        loaded = Loaded(self.keyed, before, "00000003" + "010701" + "010502" + "010603" + "00" + END)
        wanted = [[[5], [2, 0]], [[6], [3, 0]], [[7], [1, 0]], [[9], [8, 7]]]
        self.assertEqual((loaded.refused, loaded.values), (None, [wanted]))

    def test_nodes_are_counted(self):
        for announced, consumed in (("00000000", 5), ("ffffffff", 5), ("00000002", 8)):
            loaded = Loaded(self.keyed, [[]], announced + "01" + "0a0b" + "00" + END)
            self.assertIn("were announced", loaded.refused)
            self.assertEqual((loaded.consumed, loaded.error), (consumed, EINVAL))
            self.assertEqual(loaded.values, [[[[10], [11, 0]]] if consumed == 8 else []])

    def test_versions_are_checked_before_a_byte_is_read(self):
        for version, key, why in ((2, self.key, "key is too new"), (0, self.key, "key is too old"), (3, None, "value is too new")):
            element = {"kind": "tree", "key": key, "value": self.value}
            loaded = Loaded(struct(member("t", element, version=version), version=3), [[]], "0000000000", version=3)
            self.assertIn(why, loaded.refused)
            self.assertEqual((loaded.consumed, loaded.error), (0, EINVAL))

    def test_a_node_that_is_cut_short_is_not_there(self):
        loaded = Loaded(self.keyed, [[]], "00000002" + "010a0b" + "010c")
        self.assertEqual((loaded.values, loaded.error), ([[[[10], [11, 0]]]], EIO))


class ByteArrays(unittest.TestCase):
    shape = struct(member("b", {"kind": "bytearray"}, storage="pointer"))

    def test_length_and_bytes(self):
        self.assertEqual(saved(self.shape, ["010203"])[0], "00000003010203")
        self.assertEqual(saved(self.shape, [""])[0], "00000000")

    def test_any_length_is_taken(self):
        for wire, values in (("00000000", [""]), ("00000001aa", ["aa"]), ("00000003aabbcc", ["aabbcc"])):
            self.assertEqual(Loaded(self.shape, ["0102"], wire + END).values, values)

    def test_what_is_missing_stays(self):
        torn = Loaded(self.shape, ["0102"], "00000002aa")
        self.assertEqual((torn.values, torn.error), (["aa02"], EIO))
        with self.assertRaises(Undefined):
            Loaded(self.shape, ["0102"], "ffffffffaa")


class Sizes(unittest.TestCase):
    def test_of_64_bits_one_half_is_the_size(self):
        for half, size in (("low", 0xDEAD_0000_0002), ("high", 0x2_0000_DEAD)):
            element = {"kind": "vbuffer", "sizedBy": 0, "multiply": None, "half": half}
            shape = struct(member("n", scalar("uint64"), migrated=False), member("b", element, storage="pointer"))
            self.assertEqual(saved(shape, [str(size), "0102"])[0], "0102")
            self.assertEqual(Loaded(shape, [str(size), "0102"], "aabb" + END).values, [str(size), "aabb"])


class Subsections(unittest.TestCase):
    a = struct(member("x", byte), name="dev/a", version=1)
    b = struct(member("y", byte), name="dev/b", version=1)
    shape = struct(member("on", byte), subsections=[{"struct": a, "needed": 0}, {"struct": b}])
    wire_a = "05" + "05" + b"dev/a".hex() + "00000001" + "2a"
    wire_b = "05" + "05" + b"dev/b".hex() + "00000001" + "2b"

    def test_are_sent_when_needed(self):
        self.assertEqual(saved(self.shape, [1, [42], [43]]), ("01" + self.wire_a + self.wire_b, ["needed dev/a"]))
        self.assertEqual(saved(self.shape, [0, [42], [43]]), ("00" + self.wire_b, ["needed dev/a"]))

    def test_of_a_long_name_only_the_low_bits_of_the_length_count(self):
        long = struct(member("x", byte), name="dev/" + "n" * 254)
        self.assertEqual(saved(struct(subsections=[{"struct": long}]), [[42]])[0], "0502" + b"de".hex() + "00000001" + "2a")

    def test_load_in_any_order_and_number(self):
        wire = "00" + self.wire_b + self.wire_a + self.wire_b.replace("2b", "2c")
        loaded = Loaded(self.shape, [1, [7], [8]], wire + END)
        self.assertEqual((loaded.values, loaded.refused, loaded.error), ([0, [42], [44]], None, 0))
        self.assertEqual(Loaded(self.shape, [1, [7], [8]], "00" + END).values, [0, [7], [8]])

    def test_a_stranger_is_refused_and_another_struct_s_is_not(self):
        unknown = Loaded(self.shape, [1, [7], [8]], "00" + self.wire_a.replace("61", "7a", 1) + END)
        self.assertEqual((unknown.consumed, unknown.error), (1, EINVAL))
        other = Loaded(self.shape, [1, [7], [8]], "00" + self.wire_a.replace(b"dev".hex(), b"div".hex()) + END)
        self.assertEqual((other.consumed, other.refused), (1, None))

    def test_only_the_low_bits_of_a_version_count(self):
        wire = self.wire_a.replace("00000001", "00000101")
        self.assertEqual(Loaded(self.shape, [1, [7], [8]], "00" + wire + END).values, [0, [42], [8]])
        newer = Loaded(self.shape, [1, [7], [8]], "00" + self.wire_a.replace("00000001", "00000002") + END)
        self.assertEqual((newer.refused is None, newer.error), (False, EINVAL))

    def test_the_end_of_the_stream_is_an_error_that_does_not_fail(self):
        loaded = Loaded(self.shape, [1, [7], [8]], "00")
        self.assertEqual((loaded.refused, loaded.error), (None, EIO))


class Hooks(unittest.TestCase):
    def shape(self, **hooks):
        inner = struct(member("x", byte), name="in", hooks={"pre_save": 0, "post_save": 5, "pre_load": 0, "post_load": 1})
        return struct(member("s", {"kind": "struct", "struct": inner}), hooks=hooks)

    def test_order_of_a_save(self):
        _, trace = saved(self.shape(pre_save=3, post_save=-1), [[1]])
        self.assertEqual(trace, ["pre_save dev", "pre_save in", "post_save in", "post_save dev"])

    def test_order_of_a_load(self):
        loaded = Loaded(self.shape(pre_load=0, post_load=7), [[1]], "02" + END)
        self.assertEqual(loaded.trace, ["pre_load dev", "pre_load in", "post_load in 1", "post_load dev 1"])
        self.assertIsNone(loaded.refused)

    def test_the_errp_variant_takes_precedence(self):
        _, trace = saved(self.shape(pre_save=-1, pre_save_errp=True), [[1]])
        self.assertEqual(trace[0], "pre_save_errp dev")
        with self.assertRaises(SaveRefused):
            saved(self.shape(pre_save=0, pre_save_errp=False), [[1]])

    def test_failures(self):
        before = Loaded(self.shape(pre_load=1), [[1]], "02" + END)
        self.assertEqual((before.consumed, before.error, before.trace), (0, 0, ["pre_load dev"]))
        after = Loaded(self.shape(post_load=-5), [[1]], "02" + END)
        self.assertEqual((after.values, after.consumed, after.error), ([[2]], 1, 0))
        self.assertIsNotNone(after.refused)


class Temporary(unittest.TestCase):
    def shape(self, **hooks):
        inner = struct(member("x", byte), member("y", byte), name="tmp", version=1, minimum=0, hooks=hooks)
        return struct(member("t", {"kind": "tmp", "struct": inner}))

    def test_hooks_are_always_there(self):
        self.assertEqual(saved(self.shape(), [[1, 2]]), ("0102", ["pre_save tmp"]))
        loaded = Loaded(self.shape(), [[1, 2]], "0304" + END)
        self.assertEqual((loaded.values, loaded.trace), ([[3, 4]], ["pre_load tmp", "post_load tmp 0"]))

    def test_the_parent_sees_nothing_before_post_load(self):
        self.assertEqual(Loaded(self.shape(), [[1, 2]], "03").values, [[1, 2]])
        self.assertEqual(Loaded(self.shape(post_load=-1), [[1, 2]], "0304" + END).values, [[3, 4]])


class Nothing(unittest.TestCase):
    def test_a_null_pointer_to_no_bytes_is_saved(self):
        shape = struct(member("b", {"kind": "buffer", "size": 0}, storage="allocated"), member("x", byte, storage="allocated"))
        self.assertEqual(saved(shape, [None, 5])[0], "05")
        with self.assertRaises(Contradiction):
            saved(shape, [None, None])


class Unknown(unittest.TestCase):
    def test_kinds_and_factors_are_unsupported_by_name(self):
        count = {"kind": "counted", "by": 0, "type": "uint8", "multiply": 2}
        for wrong, name in (
            (member("x", {"kind": "fd"}), "element:fd"),
            (member("x", byte, count=count), "VMS_MULTIPLY_ELEMENTS"),
            (member("x", byte, count={"kind": "endless"}), "count:endless"),
            (member("x", byte, storage="elsewhere"), "storage:elsewhere"),
            (member("x", byte, slots="loose"), "slots:loose"),
        ):
            with self.assertRaises(Unsupported) as raised:
                shape_of(struct(wrong))
            self.assertEqual(str(raised.exception), name)


if __name__ == "__main__":
    unittest.main()
