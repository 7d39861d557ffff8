"""A slow disk and a slow network, made of what the kernel has: see bench/hardware --help."""
