layout(std140, binding = 0) uniform Parameters {
    int width; int height; int sourceWidth; int sourceHeight; // the map, and the network's output
    int channelStride; int pixelStride; int classes; float threshold;
    float left; float top; float right; float bottom; // the picture's edges in the map's pixels; beyond are bars
    float scaleX; float scaleY; float offsetX; float offsetY;
    float stepX; float stepY; // the output's pixels a pixel of the map
};
