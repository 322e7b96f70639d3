"""Published figures, as anybody finds them."""

from django.urls import path

from firstbell.interfaces.web.public import finding, releases

app_name = "public"
urlpatterns = [
    path("", finding.start, name="start"),
    path("areas/", finding.areas, name="areas"),
    path("areas/<str:code>/", finding.neighbourhood, name="neighbourhood"),
    path("meaning/", finding.meaning, name="meaning"),
    path("weeks/", finding.weeks, name="weeks"),
    path("releases/", releases.releases, name="releases"),
    path("releases/<str:reference>/", releases.release, name="release"),
    path("releases/<str:reference>/map/", releases.drawn, name="map"),
    path("releases/<str:reference>/figures.csv", releases.figures, name="figures"),
    path("releases/<str:reference>/about.csv", releases.about, name="about"),
    path("releases/<str:reference>/figures.xlsx", releases.workbook, name="workbook"),
]
