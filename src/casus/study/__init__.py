"""Many runs and the questions asked over them."""
