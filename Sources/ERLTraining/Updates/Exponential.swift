import Foundation

/// The exponential function, from the C library.
func exponential(_ exponent: Double) -> Double { exp(exponent) }
