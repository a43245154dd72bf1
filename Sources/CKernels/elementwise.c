// What is done to each number with vectors of 16, to the bit what vectors of 8 make of it: the same
// operations in the same order, and sums over eight lanes.
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "CKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

// A product and a sum stay two roundings where the other kernels have two.
#pragma clang fp contract(off)

#define WIDE __attribute__((target("avx512f")))
#define INLINE static inline __attribute__((always_inline)) WIDE

INLINE __mmask16 kolb_lanes(long count) {
  return count >= 16 ? 0xFFFF : (__mmask16)((1u << count) - 1);
}

// As `Float.exponential` in Swift.
INLINE __m512 kolb_exp(__m512 x) {
  const __m512 low = _mm512_set1_ps(-87), high = _mm512_set1_ps(88);
  x = _mm512_mask_mov_ps(x, _mm512_cmp_ps_mask(x, low, _CMP_LT_OQ), low);
  x = _mm512_mask_mov_ps(x, _mm512_cmp_ps_mask(x, high, _CMP_GT_OQ), high);
  const __m512 rounder = _mm512_set1_ps(12582912);
  const __m512 shifted = _mm512_fmadd_ps(x, _mm512_set1_ps(1.44269504f), rounder);
  const __m512 n = _mm512_sub_ps(shifted, rounder);
  const __m512 r = _mm512_fmadd_ps(
      n, _mm512_set1_ps(2.1219444e-4f), _mm512_fmadd_ps(n, _mm512_set1_ps(-0.693359375f), x));
  __m512 p = _mm512_set1_ps(1.98756915e-4f);
  p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.39819995e-3f));
  p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(8.3334519e-3f));
  p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(4.1665796e-2f));
  p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.66666655e-1f));
  p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(0.5f));
  p = _mm512_fmadd_ps(p, _mm512_mul_ps(r, r), _mm512_add_ps(r, _mm512_set1_ps(1)));
  const __m512i exponent = _mm512_slli_epi32(_mm512_castps_si512(shifted), 23);
  return _mm512_castsi512_ps(_mm512_add_epi32(_mm512_castps_si512(p), exponent));
}

INLINE __m256 kolb_upper(__m512 x) {
  return _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(x), 1));
}

// The larger of each pair of lanes; of what is no number the first argument says nothing.
INLINE __m512 kolb_larger(__m512 a, __m512 b) { return _mm512_max_ps(b, a); }

INLINE float kolb_largest(const float *scores, long count) {
  __m512 all = _mm512_set1_ps(scores[0]);
  const __m512 rest = all;
  for (long i = 0; i < count; i += 16)
    all = kolb_larger(all, _mm512_mask_loadu_ps(rest, kolb_lanes(count - i), scores + i));
  const __m256 low = _mm512_castps512_ps256(all), high = kolb_upper(all);
  const __m256 eight = _mm256_max_ps(high, low);
  const __m128 four = _mm_max_ps(_mm256_extractf128_ps(eight, 1), _mm256_castps256_ps128(eight));
  const __m128 two = _mm_max_ps(_mm_movehl_ps(four, four), four);
  return _mm_cvtss_f32(_mm_max_ss(_mm_shuffle_ps(two, two, 1), two));
}

// By halves, as `horizontalSum` in Swift.
INLINE float kolb_sum(__m256 eight) {
  const __m128 four =
      _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
  const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps(two, two, 1)));
}

INLINE float kolb_softmax_inline(float *scores, long seen, float scale, float *highest) {
  const float most = kolb_largest(scores, seen) * scale;
  const __m512 factor = _mm512_set1_ps(scale), shift = _mm512_set1_ps(most);
  __m256 sum = _mm256_setzero_ps();
  for (long i = 0; i < seen; i += 16) {
    const __mmask16 lanes = kolb_lanes(seen - i);
    const __m512 x = _mm512_mul_ps(_mm512_maskz_loadu_ps(lanes, scores + i), factor);
    const __m512 e = _mm512_maskz_mov_ps(lanes, kolb_exp(_mm512_sub_ps(x, shift)));
    _mm512_mask_storeu_ps(scores + i, lanes, e);
    sum = _mm256_add_ps(_mm256_add_ps(sum, _mm512_castps512_ps256(e)), kolb_upper(e));
  }
  const float total = kolb_sum(sum);
  const __m512 inverse = _mm512_set1_ps(1 / total);
  for (long i = 0; i < seen; i += 16) {
    const __mmask16 lanes = kolb_lanes(seen - i);
    _mm512_mask_storeu_ps(
        scores + i, lanes, _mm512_mul_ps(_mm512_maskz_loadu_ps(lanes, scores + i), inverse));
  }
  *highest = most;
  return total;
}

WIDE float kolb_softmax_wide(float *scores, long seen, float scale, float *highest) {
  return kolb_softmax_inline(scores, seen, scale, highest);
}

WIDE void kolb_softmax_backward_wide(
    float *scores, float *slopes, long seen, float scale, float log_sum, float delta) {
  const __m512 factor = _mm512_set1_ps(scale), shift = _mm512_set1_ps(log_sum);
  const __m512 pull = _mm512_set1_ps(delta);
  for (long i = 0; i < seen; i += 16) {
    const __mmask16 lanes = kolb_lanes(seen - i);
    const __m512 x = _mm512_mul_ps(_mm512_maskz_loadu_ps(lanes, scores + i), factor);
    const __m512 p = kolb_exp(_mm512_sub_ps(x, shift));
    const __m512 slope = _mm512_sub_ps(_mm512_maskz_loadu_ps(lanes, slopes + i), pull);
    _mm512_mask_storeu_ps(scores + i, lanes, p);
    _mm512_mask_storeu_ps(slopes + i, lanes, _mm512_mul_ps(_mm512_mul_ps(p, slope), factor));
  }
}

INLINE __m512 kolb_sigmoid(__m512 x) {
  const __m512 one = _mm512_set1_ps(1);
  const __m512 e = kolb_exp(_mm512_sub_ps(_mm512_setzero_ps(), x));
  return _mm512_div_ps(one, _mm512_add_ps(one, e));
}

WIDE void kolb_swiglu_wide(const float *gate, const float *up, long width, float *output) {
  for (long i = 0; i < width; i += 16) {
    const __mmask16 lanes = kolb_lanes(width - i);
    const __m512 g = _mm512_maskz_loadu_ps(lanes, gate + i);
    const __m512 y = _mm512_mul_ps(
        _mm512_mul_ps(g, kolb_sigmoid(g)), _mm512_maskz_loadu_ps(lanes, up + i));
    _mm512_mask_storeu_ps(output + i, lanes, y);
  }
}

WIDE void kolb_swiglu_backward_wide(const float *slope, long width, float *gate, float *up) {
  const __m512 one = _mm512_set1_ps(1);
  for (long i = 0; i < width; i += 16) {
    const __mmask16 lanes = kolb_lanes(width - i);
    const __m512 g = _mm512_maskz_loadu_ps(lanes, gate + i);
    const __m512 u = _mm512_maskz_loadu_ps(lanes, up + i);
    const __m512 d = _mm512_maskz_loadu_ps(lanes, slope + i);
    const __m512 s = kolb_sigmoid(g);
    const __m512 bend = _mm512_add_ps(one, _mm512_mul_ps(g, _mm512_sub_ps(one, s)));
    const __m512 dus = _mm512_mul_ps(_mm512_mul_ps(d, u), s);
    _mm512_mask_storeu_ps(gate + i, lanes, _mm512_mul_ps(dus, bend));
    _mm512_mask_storeu_ps(up + i, lanes, _mm512_mul_ps(_mm512_mul_ps(d, g), s));
  }
}

// MARK: Attention over the cache

enum { kolb_positions = KOLB_POSITIONS };

// The scores of up to four blocks at once: eight sums, so that none waits for the one before.
INLINE void kolb_scores(
    const float *query, float *const *places, long offset, long width, float *scores,
    const int blocks) {
  __m512 a[4], b[4];
  for (int k = 0; k < blocks; k++) a[k] = b[k] = _mm512_setzero_ps();
  for (long j = 0; j < width; j++) {
    const __m512 q = _mm512_set1_ps(query[j]);
    for (int k = 0; k < blocks; k++) {
      const float *keys = places[k] + offset + j * kolb_positions;
      a[k] = _mm512_fmadd_ps(q, _mm512_loadu_ps(keys), a[k]);
      b[k] = _mm512_fmadd_ps(q, _mm512_loadu_ps(keys + 16), b[k]);
    }
  }
  for (int k = 0; k < blocks; k++) {
    _mm512_storeu_ps(scores + k * kolb_positions, a[k]);
    _mm512_storeu_ps(scores + k * kolb_positions + 16, b[k]);
  }
}

INLINE void kolb_weigh(const struct kolb_head *head, const struct kolb_cache *cache) {
  const long blocks = (cache->seen + kolb_positions - 1) / kolb_positions;
  for (long block = 0; block < blocks; block += 4) {
    float *const *places = cache->places + block;
    float *scores = head->scores + block * kolb_positions;
    const long offset = head->offset, width = cache->width;
    switch (blocks - block) {
      case 1: kolb_scores(head->query, places, offset, width, scores, 1); break;
      case 2: kolb_scores(head->query, places, offset, width, scores, 2); break;
      case 3: kolb_scores(head->query, places, offset, width, scores, 3); break;
      default: kolb_scores(head->query, places, offset, width, scores, 4); break;
    }
  }
  float highest;
  kolb_softmax_inline(head->scores, cache->seen, cache->scale, &highest);
  for (long i = cache->seen; i % 4; i++) head->scores[i] = 0;
}

// Sixteen columns of Σ score · value of one or two heads, each the sum of the positions by fours.
INLINE void kolb_mix(
    const struct kolb_head *heads, const struct kolb_cache *cache, long column, const int count) {
  const long width = cache->width, end = (cache->seen + 3) / 4 * 4;
  __m512 sums[2][4];
  for (int h = 0; h < count; h++)
    for (int k = 0; k < 4; k++) sums[h][k] = _mm512_setzero_ps();
  for (long first = 0; first < end; first += kolb_positions) {
    const long most = end - first < kolb_positions ? end - first : kolb_positions;
    for (long i = 0; i < most; i += 4) {
      for (int h = 0; h < count; h++) {
        const float *value = cache->places[first / kolb_positions] + heads[h].offset
            + kolb_positions * width + i * width + column;
        const float *score = heads[h].scores + first + i;
        for (int k = 0; k < 4; k++)
          sums[h][k] = _mm512_fmadd_ps(
              _mm512_set1_ps(score[k]), _mm512_loadu_ps(value + k * width), sums[h][k]);
      }
    }
  }
  for (int h = 0; h < count; h++)
    _mm512_storeu_ps(
        heads[h].output + column,
        _mm512_add_ps(
            _mm512_add_ps(sums[h][0], sums[h][1]), _mm512_add_ps(sums[h][2], sums[h][3])));
}

WIDE void kolb_attend_wide(
    const struct kolb_head *heads, int count, const struct kolb_cache *cache) {
  for (int h = 0; h < count; h++) kolb_weigh(heads + h, cache);
  for (long column = 0; column < cache->width; column += 16) {
    if (count == 2) {
      kolb_mix(heads, cache, column, 2);
    } else {
      kolb_mix(heads, cache, column, 1);
    }
  }
}

#else

float kolb_softmax_wide(float *scores, long seen, float scale, float *highest) {
  __builtin_trap();
}

void kolb_softmax_backward_wide(
    float *scores, float *slopes, long seen, float scale, float log_sum, float delta) {
  __builtin_trap();
}

void kolb_swiglu_wide(const float *gate, const float *up, long width, float *output) {
  __builtin_trap();
}

void kolb_swiglu_backward_wide(const float *slope, long width, float *gate, float *up) {
  __builtin_trap();
}

void kolb_attend_wide(
    const struct kolb_head *heads, int count, const struct kolb_cache *cache) {
  __builtin_trap();
}

#endif

void kolb_give_free_memory_back(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
