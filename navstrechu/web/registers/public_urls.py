from django.urls import path

from navstrechu.web.registers.views import public

app_name = "public"
urlpatterns = [
    path("<slug:agency>/", public.registers, name="registers"),
    path("<slug:agency>/<slug:register>/", public.register, name="register"),
    path("<slug:agency>/<slug:register>/<int:number>/", public.edition, name="edition"),
    path("<slug:agency>/<slug:register>/<int:number>/<str:fmt>/", public.file, name="file"),
]
