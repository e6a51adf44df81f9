"""Any CSV: read to the letter, and any bytes at all give rows or reasons."""

import pytest

from directory.lists.tables import NotATable, Remark, Row, read_records, read_table


def rows(content: bytes) -> list[list[str] | str]:
    """The cells of each row, or why it was not taken."""
    return [str(row) if isinstance(row, Remark) else list(row.cells.values()) for row in read_table(content).rows()]


@pytest.mark.parametrize(
    ("content", "records"),
    [
        ("a,b,c\n1,2,3\n", [["a", "b", "c"], ["1", "2", "3"]]),
        ("a,b,c\r\n1,2,3\r\n", [["a", "b", "c"], ["1", "2", "3"]]),
        ('a,b,c\n1,"",""\n2,3,4', [["a", "b", "c"], ["1", "", ""], ["2", "3", "4"]]),
        ('a,b\n1,"ha ""ha"" ha"\n3,4\n', [["a", "b"], ["1", 'ha "ha" ha'], ["3", "4"]]),
        ('a,b\n1,"ha \n""ha"" \nha"\n3,4\n', [["a", "b"], ["1", 'ha \n"ha" \nha'], ["3", "4"]]),
        ('a,b\r\n"Once upon \r\na time",5\r\n', [["a", "b"], ["Once upon \r\na time", "5"]]),
        (
            'a,b\n1,"{""type"": ""Point"", ""at"": [102.0, 0.5]}"\n',
            [["a", "b"], ["1", '{"type": "Point", "at": [102.0, 0.5]}']],
        ),
        ("a,b\n4,ʤ\n", [["a", "b"], ["4", "ʤ"]]),
        ('a,b\nJohn,"Anytown, WW"\n', [["a", "b"], ["John", "Anytown, WW"]]),
        ("a,b\n37°36'37.8\"N,x\n", [["a", "b"], ["37°36'37.8\"N", "x"]]),
    ],
)
def test_a_file_is_read_to_the_letter(content: str, records: list[list[str]]) -> None:
    assert read_records(content.encode()) == records


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_delimiter_is_found_out(delimiter: str, encoding: str) -> None:
    text = f'name{delimiter}place\n"Peña{delimiter} y hijos"{delimiter}"1, Main; St | x\t"\n'
    assert read_records(text.encode(encoding)) == [["name", "place"], [f"Peña{delimiter} y hijos", "1, Main; St | x\t"]]


def test_commas_in_texts_do_not_make_a_table_of_commas() -> None:
    content = b"name;street\nA;1 Main St, Canton, MS\nB;2 Main St, Jackson, MS\n"
    assert rows(content) == [["A", "1 Main St, Canton, MS"], ["B", "2 Main St, Jackson, MS"]]


def test_a_line_that_excel_writes_about_the_delimiter_is_heeded() -> None:
    assert rows(b"sep=;\r\nname;place\r\nA;B\r\n") == [["A", "B"]]


def test_each_cell_is_read_by_itself() -> None:
    content = (
        b"name,city,street\n" + "Café".encode() + b"," + "Ñandú".encode("latin-1") + b"," + "“1” Str.".encode("cp1252")
    )
    (row,) = read_table(content).rows()
    assert row == Row(
        2,
        {"name": "Café", "city": "Ñandú", "street": "“1” Str."},
        ("not UTF-8, read as Latin-1", "not UTF-8, read as Windows-1252"),
    )


def test_entities_are_letters_again_and_web_addresses_stay() -> None:
    content = b"name,web\nCaf&eacute; &amp; Ba&#241;o AT&T,http://x.example/?a=1&copy=2&amp;b=3\n"
    assert rows(content) == [["Café & Baño AT&T", "http://x.example/?a=1&copy=2&b=3"]]


def test_headers_are_compared_in_small_letters_and_the_first_filled_of_two_counts() -> None:
    table = read_table(b" NAME ,City,,name\nA,B,x,C\n,B,x,C\n")
    assert table.columns == ["name", "city", "column 3"]
    assert [row.cells["name"] for row in table.rows()] == ["A", "C"]


def test_a_short_row_is_taken_and_said_and_a_long_one_only_if_nothing_is_lost() -> None:
    short, blank, long = read_table(b"a,b,c\n1\n1,2,3,, \n1,2,3,4\n").rows()
    assert short == Row(2, {"a": "1", "b": "", "c": ""}, ("too short: 1 cell, not 3; the others are taken as blank",))
    assert blank == Row(3, {"a": "1", "b": "2", "c": "3"})
    assert str(long) == "line 4: not taken, too long: 4 cells, not 3"


def test_a_cell_may_have_many_lines() -> None:
    content = b'a,b\n1,"' + b"text\n" * 50 + b'"\n2,x\n'
    assert rows(content) == [["1", " ".join(["text"] * 50)], ["2", "x"]]


def test_a_mark_that_never_closes_costs_its_own_row_alone() -> None:
    content = b'a,b\n1,"open\n' + b"2,x\n" * 300
    assert rows(content) == ["line 2: not taken, a quotation mark is not closed", *[["2", "x"]] * 300]


@pytest.mark.parametrize("content", [b"", b"\n \n", b'"', b'"open\n'])
def test_a_file_without_a_heading_is_none(content: bytes) -> None:
    with pytest.raises(NotATable):
        read_table(content)


@pytest.mark.parametrize(
    "content", [b"\x00" * 50, bytes(range(256)), b"\xff\xfe\x00", b"a,b\n" + b"x" * 200_000 + b",1\n2,3\n"]
)
def test_any_bytes_give_rows_or_reasons(content: bytes) -> None:
    try:
        assert list(read_table(content).rows()) is not None
    except NotATable as reason:
        assert str(reason)
