"""What counts as a word, in one rule that the browser follows too (`static/wadah.js`).

A word is what stands between white space or dashes and has a letter or a digit: "anak-anak",
"se-Indonesia", "dan/atau" and "Rp5.000,00" are one word each; "itu—hak" is two; a bullet and an
emoji are none. What we take out of a text when it arrives neither counts nor separates.
"""

import re

# As the browser has them. A dash is the long one, or two hyphens typed for it.
BETWEEN = "\t\n\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u2014"
RUN = re.compile(f"[^{BETWEEN}]+")


def words_in(text: str) -> int:
    runs = RUN.findall(text.replace("--", " "))
    return sum(any(map(str.isalnum, run)) for run in runs)
