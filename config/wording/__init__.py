"""The words of the site, read aloud by a program: none that we do not use, nobody addressed as tú, and plain to read.

`manage.py wording` and the lint ask it of every text of the interface and of the demonstration, in both languages.
"""
