"""Who judges what, as a function of plain data. Begin with `rules` (the words), then `drawing`.

`grid` lays entries against judges, `flow` and `programme` say it to the solver, `lots` decide
among equals; `binding` finds what makes it impossible, `telling` puts it into sentences.
"""
