"""The same job on many machines: dask and Spark."""
