"""Who may do what with pages. Communications staff write and hand in; editors of stories read, publish and schedule.

The coordinator has an editor's rights, so that a network of three people can work.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from directory.people.roles import NetworkRole

WRITE = ("add_page", "change_page")
EDIT = (*WRITE, "publish_page", "lock_page", "unlock_page")
LIBRARY = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
SEARCH_WORDS = ("view_wordset", "add_wordset", "change_wordset", "delete_wordset")
PAGE_RIGHTS: dict[NetworkRole, tuple[str, ...]] = {
    NetworkRole.COMMUNICATIONS: WRITE,
    NetworkRole.EDITOR: EDIT,
    NetworkRole.COORDINATOR: EDIT,
}
SEARCH_WORDS_FOR = (NetworkRole.COMMUNICATIONS, NetworkRole.COORDINATOR)
APPROVERS = (NetworkRole.EDITOR, NetworkRole.COORDINATOR)
WORKFLOW = "Read by an editor"


@transaction.atomic
def ensure_rights() -> None:
    """Give the groups their rights and pages their workflow. Run twice it changes nothing; Wagtail's own groups go."""
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()
    root = Page.get_first_root_node()
    library = Collection.get_first_root_node()
    for role, codenames in PAGE_RIGHTS.items():
        group = Group.objects.get_or_create(name=role.value)[0]
        group.permissions.add(*_permissions(("access_admin", "submit_translation")))
        if role in SEARCH_WORDS_FOR:
            group.permissions.add(*_permissions(SEARCH_WORDS))
        for permission in _permissions(codenames):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        for permission in _permissions(LIBRARY):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=library, permission=permission)
    _ensure_workflow(root)


def _permissions(codenames: tuple[str, ...]) -> list[Permission]:
    apps = ("wagtailadmin", "wagtailcore", "wagtail_localize", "wagtailimages", "wagtaildocs", "search")
    return list(Permission.objects.filter(codename__in=codenames, content_type__app_label__in=apps))


def _ensure_workflow(root: Page) -> None:
    """One step: anybody of the approvers. The workflow that Wagtail's migrations made is taken away if nobody used it."""
    Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True).delete()
    GroupApprovalTask.objects.filter(name="Moderators approval", task_states__isnull=True).delete()
    task, _ = GroupApprovalTask.objects.get_or_create(name=WORKFLOW)
    task.groups.set(Group.objects.filter(name__in=[role.value for role in APPROVERS]))
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
