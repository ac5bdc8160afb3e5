"""What guarantees cost, who pays, and whether it is less than the war that they prevent."""
