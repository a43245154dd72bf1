// All kernels are inlined where they are used, and compiled for the processor that code is for.
#include "CKernels.h"
