"""Where people sign in, and what anybody may see."""

app_name = "access"
urlpatterns: list[object] = []
