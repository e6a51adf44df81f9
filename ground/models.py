"""The models of ground, each in the module of its subject."""

from ground.audit import AuditEvent
from ground.outbox import OutboxTask
from ground.photos import Photo
from ground.sealed import SealedKey
from ground.topics import Topic

__all__ = ["AuditEvent", "OutboxTask", "Photo", "SealedKey", "Topic"]
