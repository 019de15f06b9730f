"""Measures: records against annotated articles, attributions and time expressions against public corpora."""
