// Strengths of what shines by itself, 0..255, as 0..1.
float glowByte(float strength) {
    return log2(1.0 + strength) * 0.125;
}
