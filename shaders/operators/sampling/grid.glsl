// Reading a map or volume at places of a grid. The includer sets PADDING (0: zeros, 1: border, 2: reflection) and ALIGN_CORNERS.

// Folds a coordinate back from the edges at `low` and `high` until it lies between them.
float reflected(float x, float low, float high) {
    float range = high - low;
    if (range <= 0.0) return low;
    float off = x < low ? low - x : (x > high ? x - high : -1.0);
    if (off < 0.0) return x;
    float turns = floor(off / range), rest = off - turns * range;
    bool back = mod(turns, 2.0) != 0.0;
    return (x < low) != back ? low + rest : high - rest;
}

// Folds a coordinate back from the edges of an axis.
float reflected(float x, float size) {
#if ALIGN_CORNERS
    return reflected(x, 0.0, size - 1.0);
#else
    return reflected(x, -0.5, size - 0.5);
#endif
}

// The element that a place between -1 and 1 falls on, as a fraction.
float unnormalized(float place, float size) {
#if ALIGN_CORNERS
    return (place + 1.0) * 0.5 * (size - 1.0);
#else
    PRECISE float twice = (place + 1.0) * size - 1.0; // may lie halfway between two elements
    return twice * 0.5;
#endif
}
