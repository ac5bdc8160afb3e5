"""The model: scenario -> draws -> warning -> decision -> deployment -> air, strike, ground -> outcomes -> metrics -> views."""
