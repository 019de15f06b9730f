"""Conditions by their form: with a conjunction, inverted, without a verb; and where each begins and ends."""
