from django.db import models


class Seller(models.Model):
    name = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class Good(models.Model):
    seller = models.ForeignKey(Seller, on_delete=models.CASCADE)
    title = models.CharField(max_length=80)
    summary = models.CharField(max_length=200)
    price = models.DecimalField(max_digits=8, decimal_places=2)
    in_stock = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.title
