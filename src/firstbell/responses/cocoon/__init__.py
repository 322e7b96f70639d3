"""Operation Cocoon: whole cells of homes visited on drawn days, so that a visit says nothing about any one of them."""
