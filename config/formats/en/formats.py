"""Dates as the site says them in English: the weekday and the day before the month, no commas."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
TIME_FORMAT = "g:i a"
DATETIME_FORMAT = "j F Y, g:i a"
MONTH_DAY_FORMAT = "j F"
