// The best class of a candidate; of equals the first wins. The shader defines classValue(k), and ACTIVATION as in ScoreActivation.
float classValue(int k);

int bestClass;

float bestScore(int classes, int background) {
    float highest = -3.4e38;
    float top = -3.4e38;
    bestClass = 0;
    for (int k = 0; k < classes; ++k) {
        float value = finite(classValue(k));
        top = max(top, value);
        if (k != background && value > highest) {
            highest = value;
            bestClass = k;
        }
    }
#if ACTIVATION == 1
    return sigmoid(highest);
#elif ACTIVATION == 2
    float sum = 0.0;
    for (int k = 0; k < classes; ++k) sum += exp(classValue(k) - top);
    return exp(highest - top) / sum;
#else
    return highest;
#endif
}
