"""Files in and out: rows of any kind, Parquet, Arrow, CSV; the class table beside a result."""
