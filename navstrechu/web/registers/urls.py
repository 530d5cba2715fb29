from django.urls import path

from navstrechu.web.registers.views import approval, comparison, editions

app_name = "registers"
urlpatterns = [
    path("editions/", editions.editions, name="editions"),
    path("editions/new/", editions.freeze, name="freeze"),
    path("editions/compare/", comparison.comparison, name="comparison"),
    path("editions/<int:number>/amending/<str:fmt>/", comparison.amending_order_file, name="amending-order"),
    path("editions/<int:number>/", editions.edition, name="edition"),
    path("editions/<int:number>/withdraw/", editions.withdraw, name="withdraw"),
    path("editions/<int:number>/approve/", approval.approve, name="approve"),
    path("editions/<int:number>/order/<str:fmt>/", approval.order_file, name="order"),
    path("editions/<int:number>/file/<str:fmt>/", editions.file, name="file"),
    path("procedure/", approval.procedure, name="procedure"),
]
