"""The register of cited quantities: what each number is, where it comes from, how sure anybody can be."""
