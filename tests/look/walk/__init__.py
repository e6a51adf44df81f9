"""Every page and state of the site as pictures, and checks on the way.

python -m tests.look.walk           writes PNGs and index.html to var/look (LOOK_DIR says where)
python -m tests.look.walk --check   no pictures: holds each page against axe, vnu and the house rules; ends with 1 on a finding
python -m tests.look.walk --only basket,checkout

The pages are the rows of the access table (tests/access): a new address stands there, so it is walked here. What a row
cannot reach, such as a full basket or a mistake in a form, is a state in `states_*.py`.
"""
