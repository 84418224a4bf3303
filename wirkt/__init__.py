"""wirkt: a press portal for science institutions and regional innovation networks."""

__version__ = "0.1.0"
