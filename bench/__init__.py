"""How fast the portal is beside the least that each job needs: `make bench` writes README.md."""
