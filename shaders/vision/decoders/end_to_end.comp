// Rows of boxes that the network has suppressed already. Bound by the dispatch: `decoders` on llvmpipe, 300 rows, 0.04 to 0.05 ms
// of processor time.
#define PARAMETERS int row; int batch; int box; int score; int kind; int form; int firstClass; float scaleX; float scaleY;
#include "vision/decoders/common.glsl"
#include "vision/decoders/boxes.glsl"

layout(std430, binding = 1) readonly buffer Rows { float rows[]; };

void main() {
    int i = int(gl_GlobalInvocationID.x);
    if (i >= count) return;

    int at = i * row;
    float certainty = rows[at + score];
    if (skips(i, certainty)) return;

    bool other = batch >= 0 && rows[at + max(batch, 0)] != 0.0;
    float number = floor(rows[at + kind] + 0.5) - float(firstClass);
    if (other || number < 0.0) {
        store(i, vec4(0.0), 0.0, 0);
        return;
    }

    finite(rows[at + kind]);
    vec4 corners = finite(vec4(rows[at + box], rows[at + box + 1], rows[at + box + 2], rows[at + box + 3]));
    propose(i, boxOf(form, corners) * vec4(scaleX, scaleY, scaleX, scaleY), certainty, int(number));
}
