"""Lines of keys in TOML, with everything that can hide or fake one."""

from vmreport.dossier.toml_lines import key_lines, line_of

TEXT = '''# [fout]
top = 1
[a]  # kop
x = """
y = 2
[nee]
"""
"met spatie" = [  # [ geen haak
  "]", 'z = 3',
  [1, 2],
]
d.e = "a # b"
z = { q = 1 }
[a.b]
x = '[weer niet]'
[[lijst]]
x = 1
[[lijst]]
x = 2
'''


def test_keys_have_their_line():
    assert key_lines(TEXT) == {
        ("top",): 2,
        ("a",): 3,
        ("a", "x"): 4,
        ("a", "met spatie"): 8,
        ("a", "d", "e"): 12,
        ("a", "z"): 13,
        ("a", "b"): 14,
        ("a", "b", "x"): 15,
        ("lijst",): 16,
        ("lijst", "0"): 16,
        ("lijst", "0", "x"): 17,
        ("lijst", "1"): 18,
        ("lijst", "1", "x"): 19,
    }


def test_a_missing_key_has_the_line_of_its_table():
    lines = key_lines(TEXT)
    assert line_of(("a", "b", "weg"), lines) == 14
    assert line_of(("a", "z", "q"), lines) == 13
    assert line_of(("nergens",), lines) == 1
