"""The door a web server comes in by."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# A page makes thousands of small things and lets them go at once. Python looks for rings among them after every 700, and
# now and then through all of Django too: a tenth of each page. It looks less often, and not at what was loaded before.
_THINGS, _YOUNG, _OLD = 20_000, 20, 20
gc.collect()
gc.freeze()
gc.set_threshold(_THINGS, _YOUNG, _OLD)
