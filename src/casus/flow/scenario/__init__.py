"""What is asked: the scenario as typed records, its files, its checks."""
