from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "cms.stories"
    label = "stories"
    verbose_name = "Stories"

    def ready(self) -> None:
        from cms.stories.finding import stories
        from cms.stories.panels import stories_panel
        from ground import places
        from search.documents import register

        register(stories.kind, stories)
        places.register("coop_page", stories_panel, order=200)
        places.register("listing_page", stories_panel, order=200)
