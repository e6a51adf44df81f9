from django.contrib.staticfiles.storage import StaticFilesStorage

from ground.static_files import KnownAddresses


class UncompressedFiles(KnownAddresses, StaticFilesStorage):
    """Compression would take longer than all of the measuring."""
