#ifndef KOLB_CKERNELS_H
#define KOLB_CKERNELS_H

// What of vectors Swift does lane by lane.

typedef float kolb_float8 __attribute__((ext_vector_type(8)));
typedef int kolb_int8 __attribute__((ext_vector_type(8)));

/// The square root of each lane. Swift's own asks the C library about each, for the sake of errno.
static inline kolb_float8 kolb_square_root(kolb_float8 x) {
  return __builtin_elementwise_sqrt(x);
}

/// The first `lanes` lanes, and `rest` in the others. Swift compares with places lane by lane.
static inline kolb_float8 kolb_first(int lanes, kolb_float8 vector, float rest) {
  const kolb_int8 places = {0, 1, 2, 3, 4, 5, 6, 7};
  const kolb_int8 kept = places < (kolb_int8)lanes;
  const kolb_float8 other = rest;
  return (kolb_float8)(((kolb_int8)vector & kept) | ((kolb_int8)other & ~kept));
}

/// Whether the processor has vectors of 16 numbers (AVX-512F).
int kolb_has_wide_vectors(void);

/// What a product does with what its result held before, as `Destination` says it in Swift.
enum { KOLB_OVERWRITE = 0, KOLB_ACCUMULATE = 1, KOLB_ADD = 2 };

/// A block of a product with vectors of 16 numbers, to the bit what vectors of 8 make of it.
///
/// - `left`: tiles of 6 rows begin `tile_stride` apart, their rows `row_stride`, and the numbers of
///   a row `depth_stride`.
/// - `panels`: of 16 columns each, `panel_stride` apart.
/// - `output`: rows `stride` apart; at most `columns` of each are touched.
void kolb_multiply_wide(
    long depth, const float *left, long row_stride, long tile_stride, long depth_stride,
    const float *panels, long panel_stride, long rows, long columns, float *output, long stride,
    int destination);

#endif
