"""The model: scenario -> draws -> campaign -> outcomes -> metrics -> views; see `handoffs` and `pipeline`."""
