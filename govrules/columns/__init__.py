"""Whole columns: Arrow in, Arrow out, a few gathers a row."""
