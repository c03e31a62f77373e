"""The same job on many machines: dask and Spark, and what to say to each.

beijing.decide_file("2024/*.parquet", "decided", runner=Dask(client=client))
"""

from .runner import Dask, Spark

__all__ = ["Dask", "Spark"]
